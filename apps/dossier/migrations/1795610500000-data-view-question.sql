-- Which look at their data a citizen has asked about, and the dossier that this opened.
create table data_view_question (
  data_view_id uuid        constraint data_view_question_pkey primary key,
  citizen_id   uuid        not null,
  -- Written by the same command, after this row.
  dossier_id   uuid        not null constraint data_view_question_dossier_fkey references dossier (id) deferrable initially deferred,
  asked_at     timestamptz not null
);
create index data_view_question_dossier_idx on data_view_question (dossier_id);

revoke update, delete on data_view_question from {{runtime}};
