#!/bin/sh
# Gives every service its database motcua_<service>, the role that owns and migrates it, and the role that runs on it, with the passwords
# in the files DIR/database-owner/<service> and DIR/database/<service>. Can be run again; passwords are then set anew.
#   PGHOST=… PGUSER=postgres sh deploy/postgres/create-databases.sh secrets
# PostgreSQL's image runs it in a new cluster by itself, with the files in /run/passwords.
set -eu
passwords=${1:-/run/passwords}
PGUSER=${PGUSER:-${POSTGRES_USER:-postgres}}
export PGUSER PGOPTIONS='--client-min-messages=warning'

for file in "$passwords"/database/*; do
  service=$(basename "$file")
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname postgres \
    --set name="motcua_$service" --set owner="motcua_${service}_owner" \
    --set password="$(cat "$file")" --set owner_password="$(cat "$passwords/database-owner/$service")" <<'SQL'
select format('create role %I', role)
from unnest(array[:'owner', :'name']) as role
where not exists (select from pg_roles where rolname = role) \gexec
alter role :"owner" login password :'owner_password';
alter role :"name" login password :'password';
select format('create database %I owner %I', :'name', :'owner')
where not exists (select from pg_database where datname = :'name') \gexec
revoke all on database :"name" from public;
grant connect on database :"name" to :"name";
\connect :"name"
create extension if not exists unaccent;
create extension if not exists pg_trgm;
SQL
  echo "motcua_$service is ready"
done
