create table dossier (
  id                    uuid        constraint dossier_pkey primary key,
  version               integer     not null default 1 check (version > 0),
  tracking_number       text        not null constraint dossier_tracking_number_key unique,
  code                  text        constraint dossier_code_key unique,
  -- How people type it: without the marks between its parts.
  code_key              text        generated always as (upper(regexp_replace(code, '[^0-9A-Za-z]', '', 'g'))) stored,
  state                 text        not null check (state in ('submitted', 'inProcess', 'decided', 'returned')),
  decision              text        check (decision in ('approved', 'refused')),
  procedure_code        text        not null,
  procedure_version     integer     not null,
  -- The rules that it came in under; they stay its rules.
  pack_hash             text        not null,
  channel               text        not null check (channel in ('online', 'counter', 'postal', 'mobile')),
  intake_agency_code    text        not null,
  competent_agency_code text        not null,
  citizen_id            uuid,
  submitter             sealed      not null,
  answers               sealed      not null,
  process_state         jsonb       not null,
  fees                  jsonb       not null default '[]',
  submitted_at          timestamptz not null,
  accepted_at           timestamptz,
  accepted_by           uuid,
  due_at                timestamptz,
  due_provisional       boolean     not null default false,
  decided_at            timestamptz,
  -- The reason of a refusal, for the citizen.
  decision_note         sealed,
  timeliness            text        check (timeliness in ('early', 'onTime', 'overdue')),
  returned_at           timestamptz,
  -- Who took the result at the counter.
  receiver              sealed,
  constraint dossier_accepted_check check ((state = 'submitted') = (accepted_at is null)),
  constraint dossier_accepted_whole_check check (num_nulls(accepted_at, code, due_at) in (0, 3)),
  constraint dossier_decided_check check (num_nulls(decided_at, decision, timeliness) in (0, 3))
);
create index dossier_citizen_idx on dossier (citizen_id, submitted_at desc, id desc) where citizen_id is not null;
create index dossier_code_key_idx on dossier (code_key);
create index dossier_competent_submitted_idx on dossier (competent_agency_code, submitted_at desc, id desc);
-- Lists of officers are read along it until a page is full: whose agencies see much fill it soon.
create index dossier_submitted_idx on dossier (submitted_at desc, id desc);
create index dossier_competent_open_idx on dossier (competent_agency_code, due_at, id) where state = 'inProcess';

create table dossier_component (
  dossier_id uuid    not null constraint dossier_component_dossier_fkey references dossier (id),
  code       text    not null,
  copy_kind  text,
  sets       integer not null check (sets > 0),
  constraint dossier_component_pkey primary key (dossier_id, code)
);

-- A file belongs to one dossier, as a paper of the submitter or as a result.
create table dossier_file (
  file_id        uuid   constraint dossier_file_pkey primary key,
  dossier_id     uuid   not null constraint dossier_file_dossier_fkey references dossier (id),
  component_code text,
  name           sealed not null,
  size           bigint not null,
  media_type     text   not null,
  sha256         text   not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create index dossier_file_dossier_idx on dossier_file (dossier_id);

create table task (
  id           uuid        constraint task_pkey primary key,
  version      integer     not null default 1 check (version > 0),
  dossier_id   uuid        not null constraint task_dossier_fkey references dossier (id),
  -- The process's own key of the task.
  task_key     text        not null,
  element_id   text        not null,
  kind         text        not null check (kind in ('receive', 'examine', 'decide', 'approve', 'deliver')),
  agency_code  text        not null,
  -- Who may take it: `<agency>/<position>`.
  candidates   text[]      not null,
  state        text        not null check (state in ('open', 'completed', 'cancelled')),
  claimed_by   uuid,
  created_at   timestamptz not null,
  due_at       timestamptz not null,
  completed_by uuid,
  completed_at timestamptz,
  outcome      text,
  note         sealed,
  constraint task_key_key unique (dossier_id, task_key),
  constraint task_completed_check check ((state = 'completed') = (completed_at is not null))
);
create index task_group_idx on task using gin (candidates) where state = 'open';
create index task_due_idx on task (due_at, id) where state = 'open';
create index task_mine_idx on task (claimed_by, due_at, id) where state = 'open';
create index task_agency_idx on task (agency_code, dossier_id);

-- The last number given on a day. A row is a lock until the commit, so it is taken by the last statement.
create table code_counter (
  agency_code text    not null,
  day         date    not null,
  last        integer not null check (last > 0),
  constraint code_counter_pkey primary key (agency_code, day)
);

revoke delete on dossier, dossier_component, dossier_file, task, code_counter from {{runtime}};
revoke update on dossier_component, dossier_file from {{runtime}};
