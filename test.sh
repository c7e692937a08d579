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
[ -d "${SIMPLESAMLPHP:-/usr/share/simplesamlphp}/www" ] && command -v php >/dev/null || missing+=(simplesamlphp php-cli php-xml php-mbstring)
if [ "${#missing[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    # Debian's packages start servers of their own when they are installed (HAProxy, PostgreSQL, and Apache for SimpleSAMLphp); the tests start theirs.
    if [ ! -e /usr/sbin/policy-rc.d ]; then
      trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
      printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
      as_root chmod +x /usr/sbin/policy-rc.d
    fi
    as_root mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    [ -z "$(trap -p EXIT)" ] || { as_root rm -f /usr/sbin/policy-rc.d; trap - EXIT; }
  else
    echo "The tests need: ${missing[*]}. Install them, then set CHROMIUM and HAPROXY to the programs' paths, POSTGRES_BIN to the folder of initdb and pg_ctl, and SIMPLESAMLPHP to the folder that holds its www." >&2
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
