-- The turns of work: who does what with a dossier between its acceptance and its end.

-- A call of the process that opens another agency's dossier, and what it passes on. The sub-dossier itself knows its parent and the key.
create table process_call (
  dossier_id uuid  not null constraint process_call_dossier_fkey references dossier (id),
  call_key   text  not null,
  element_id text  not null,
  variables  jsonb not null,
  constraint process_call_pkey primary key (dossier_id, call_key)
);

-- What somebody gave as the reason of an act, beside the event that tells of it; events carry no free text.
create table act_note (
  event_id   uuid   constraint act_note_pkey primary key,
  dossier_id uuid   not null constraint act_note_dossier_fkey references dossier (id),
  note       sealed not null
);
create index act_note_dossier_idx on act_note (dossier_id);

revoke update, delete on process_call, act_note from {{runtime}};

-- How the result was handed over, beside the name of who took it: identity, relation, postal item.
alter table dossier add column delivery sealed;

-- A result that another took the place of; the event, a correction or a reopening, says why. Its file is kept.
create table superseded_file (
  file_id  uuid constraint superseded_file_pkey primary key constraint superseded_file_file_fkey references dossier_file (file_id),
  event_id uuid not null
);

-- The decisions before a dossier was reopened. Sealed cells are those of the dossier's row, under the same place.
create table decision_history (
  event_id            uuid        constraint decision_history_pkey primary key,
  dossier_id          uuid        not null constraint decision_history_dossier_fkey references dossier (id),
  decision            text        not null,
  decided_at          timestamptz not null,
  decision_note       sealed,
  timeliness          text        not null,
  due_at              timestamptz not null,
  original_due_at     timestamptz,
  returned_at         timestamptz,
  receiver            sealed,
  delivery            sealed,
  reopened_at         timestamptz not null,
  complaint_reference sealed      not null
);
create index decision_history_dossier_idx on decision_history (dossier_id);

-- What the citizen thought of it, once.
create table rating (
  dossier_id uuid        constraint rating_pkey primary key constraint rating_dossier_fkey references dossier (id),
  rated_at   timestamptz not null,
  -- Points by criterion.
  points     jsonb       not null,
  satisfied  boolean     not null,
  comment    sealed
);

revoke update, delete on superseded_file, decision_history, rating from {{runtime}};

-- A file that a consulted agency gave with its opinion is no result.
alter table dossier_file add column opinion_task_id uuid constraint dossier_file_opinion_task_fkey references task (id);

-- A question to another agency beside the drawing; its task has the opinion.
create table consultation (
  task_id    uuid        constraint consultation_pkey primary key constraint consultation_task_fkey references task (id),
  dossier_id uuid        not null constraint consultation_dossier_fkey references dossier (id),
  asked_by   uuid        not null,
  question   sealed      not null
);
create index consultation_dossier_idx on consultation (dossier_id);

revoke update, delete on consultation from {{runtime}};
