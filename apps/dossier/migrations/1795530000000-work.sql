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
