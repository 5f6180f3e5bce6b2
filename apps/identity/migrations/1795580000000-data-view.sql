-- Who looked at whose personal data: a projection of the traces that other services leave. No value is in it. It is never changed.
-- subject_id is the person whom the data is about; null for one who has no account.
create table data_view (
  event_id        uuid constraint data_view_pkey primary key,
  subject_id      uuid,
  dossier_id      uuid        not null,
  dossier_code    text,
  tracking_number text        not null,
  officer_id      uuid        not null,
  agency_code     text        not null,
  position_code   text        not null,
  purpose         text        not null,
  what            text        not null constraint data_view_what_check check (what in ('fields', 'file', 'form')),
  automatic       boolean     not null,
  shown_at        timestamptz not null
);
create index data_view_subject_idx on data_view (subject_id, shown_at, event_id) where subject_id is not null;
create index data_view_agency_idx on data_view (agency_code, shown_at, event_id);
create index data_view_officer_idx on data_view (officer_id, shown_at, event_id);

revoke update, delete on data_view from {{runtime}};
