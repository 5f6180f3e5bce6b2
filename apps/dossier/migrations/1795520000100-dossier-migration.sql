-- An operator's wish to move the running dossiers of a version to another; it goes on where it stopped.
create table migration_run (
  id             uuid        constraint migration_run_pkey primary key,
  procedure_code text        not null,
  from_version   integer     not null,
  to_version     integer     not null,
  -- The pack that holds the version to move to.
  to_pack_hash   text        not null,
  -- What elements become where their ids differ.
  mapping        jsonb       not null,
  asked_by       text        not null,
  asked_by_kind  text        not null,
  asked_at       timestamptz not null,
  finished_at    timestamptz,
  -- The dossier it has come to.
  after_id       uuid,
  moved          integer     not null default 0,
  refused        integer     not null default 0
);
create unique index migration_run_running_key on migration_run (procedure_code) where finished_at is null;

-- A dossier that could not move, and why.
create table migration_refusal (
  run_id     uuid  not null constraint migration_refusal_run_fkey references migration_run (id),
  dossier_id uuid  not null constraint migration_refusal_dossier_fkey references dossier (id),
  reasons    jsonb not null,
  constraint migration_refusal_pkey primary key (run_id, dossier_id)
);

create index dossier_version_idx on dossier (procedure_code, procedure_version, id) where state in ('submitted', 'inProcess', 'decided');

revoke delete on migration_run, migration_refusal from {{runtime}};
