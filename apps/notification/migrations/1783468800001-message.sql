-- What the platform tells people about their dossiers. Names of procedures, codes and times alone, so the text lies open.
create table message (
  id           uuid        constraint message_pkey primary key,
  event_id     uuid        not null,
  recipient_id uuid        not null,
  kind         text        not null check (kind in ('dossier.submitted', 'dossier.accepted', 'dossier.decided', 'dossier.returned')),
  dossier_id   uuid        not null,
  at           timestamptz not null,
  subject_vi   text        not null,
  subject_en   text        not null,
  text_vi      text        not null,
  text_en      text        not null,
  read_at      timestamptz,
  constraint message_event_recipient_key unique (event_id, recipient_id)
);
create index message_recipient_idx on message (recipient_id, id);
create index message_unread_idx on message (recipient_id) where read_at is null;

-- A message's way out of the platform. While it waits, `next_attempt_at` is also the lease of the worker that is at it.
create table delivery (
  message_id      uuid        not null constraint delivery_message_fkey references message (id),
  channel         text        not null check (channel in ('email')),
  state           text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'noAddress')),
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null,
  constraint delivery_pkey primary key (message_id, channel)
);
create index delivery_due_idx on delivery (next_attempt_at) where state = 'waiting';

revoke delete on message, delivery from {{runtime}};
