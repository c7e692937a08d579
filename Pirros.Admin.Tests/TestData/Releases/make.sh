#!/usr/bin/env bash
# Makes the two databases of a release that UpgradeTests opens, with that release's own program.
#   make.sh <folder of its dotnet publish> <version> [PostgreSQL connection string of an empty database]
# Run it once when a release is made, and keep what it writes beside this file. pg_dump and curl are taken from the PATH.
set -euo pipefail
program=$1 version=$2 postgres=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ASPNETCORE_ENVIRONMENT=Development Demo__Seed=false ASPNETCORE_URLS=http://127.0.0.1:${PORT:-5987}

admin() { dotnet "$program/Pirros.Admin.dll" "$@"; }
field() { sed -nE "s/.*\"$1\": ?\"([^\"]*)\".*/\1/p" | head -n 1; }

fill() {
  admin tenant create harbor-lane --name "Harbor Lane Architects"
  admin tenant create keystone-structural --name "Keystone Structural"
  local made; made=$(admin connection create --tenant harbor-lane --provider entra --name "Harbor Lane" --json)
  connection=$(echo "$made" | field connectionId)
  admin connection create --tenant keystone-structural --provider okta --json >"$work/okta.json"
  admin schema declare "$connection" --urn urn:ietf:params:scim:schemas:extension:harborlane:2.0:User --attribute employeeBadge >/dev/null
  secret=$(admin token rotate "$connection" --grace 30d --expires 3650d --reason "A token for the upgrade" --json | field secretToken)
  dotnet "$program/Pirros.Admin.dll" & local server=$!
  for _ in $(seq 100); do curl -sf -o /dev/null "$ASPNETCORE_URLS/healthz" && break; sleep 0.2; done
  local members=""
  for i in $(seq 40); do
    local id
    id=$(scim POST Users "{\"userName\":\"person$i@harbor-lane.example\",\"externalId\":\"x$i\",\"name\":{\"givenName\":\"Person\",\"familyName\":\"Number $i\"},\"emails\":[{\"value\":\"person$i@harbor-lane.example\",\"type\":\"work\",\"primary\":true}],\"active\":true}" | field id)
    members="$members${members:+,}{\"value\":\"$id\"}"
    [ $((i % 8)) -ne 0 ] || scim PATCH "Users/$id" '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}' >/dev/null
  done
  scim POST Groups "{\"displayName\":\"Design\",\"members\":[$members]}" >/dev/null
  scim GET "Users?filter=userName%20eq%20%22nobody%22" >/dev/null
  sleep 2
  kill -TERM "$server"; wait "$server"
  printf '{"connection":"%s","secret":"%s"}\n' "$connection" "$secret"
}

scim() { curl -sS -X "$1" -H "Authorization: Bearer $secret" -H 'Content-Type: application/scim+json' ${3:+-d "$3"} "$ASPNETCORE_URLS/scim/v2/connections/$connection/$2"; }

export Database__Provider=Sqlite Database__ConnectionString="Data Source=$work/pirros.db"
fill | tail -n 1 >"$here/$version-sqlite.json"
admin backup create "$work/backup.db" >/dev/null
gzip -9 -n -c "$work/backup.db" >"$here/$version.db.gz"

if [ -n "$postgres" ]; then
  export Database__Provider=PostgreSql Database__ConnectionString="$postgres"
  fill | tail -n 1 >"$here/$version-postgres.json"
  pg_dump --no-owner --no-privileges "${PGDATABASE_URL:?the same database as a postgresql:// address}" | grep -v '^\\\(un\)\?restrict' | gzip -9 -n >"$here/$version.sql.gz"
fi
