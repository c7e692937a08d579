#!/usr/bin/env bash
# Installs what the tests need and runs them all. The last line is "N passed, N failed".
#   ./test.sh [arguments of the test runner, such as --filter-class '*TokenStoreOnSqliteTests']
set -euo pipefail
cd "$(dirname "$0")"

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
[ -x "${HAPROXY:-/usr/sbin/haproxy}" ] || missing+=(haproxy)
[ -n "${POSTGRES_BIN:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
if [ "${#missing[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    # Debian's package starts a server of its own when it is installed; the tests make theirs.
    as_root mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests need: ${missing[*]}. Install them, then set CHROMIUM and HAPROXY to the programs' paths and POSTGRES_BIN to the folder of initdb and pg_ctl." >&2
    exit 2
  fi
fi

dotnet build Pirros.Admin.sln --nologo -v quiet
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet run --project Pirros.Admin.Tests --no-build -- "$@" 2>&1 | tee "$log" || status=$?

count() { sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -nE "s/^ *$1: ([0-9]+).*/\1/p" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ] || [ -z "$failed" ]; then
  echo "The test runner ended without a summary." >&2
  echo "0 passed, 1 failed"
  exit 1
fi
if [ "${skipped:-0}" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
exit "$status"
