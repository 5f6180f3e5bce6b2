-- What the National Public Service Portal has handed us, by its own number: a dossier is taken in once, however often it comes.
create table portal_arrival (
  number                text        constraint portal_arrival_pkey primary key,
  -- Its files wait in the document service under this owner.
  id                    uuid        not null constraint portal_arrival_id_key unique,
  state                 text        not null default 'waiting' check (state in ('waiting', 'refused', 'takenIn')),
  -- What the portal said, as JSON; gone once the dossier has it.
  content               sealed,
  -- As far as they could be read.
  procedure_code        text,
  competent_agency_code text,
  -- The portal's moment of receipt, and ours.
  received_at           timestamptz not null,
  arrived_at            timestamptz not null,
  -- The portal did not give a file when it was asked.
  awaited_files         boolean     not null default false,
  -- When all of it had come.
  known_at              timestamptz,
  -- Why it could not be taken in, for an officer: problem and faults.
  refusal               jsonb,
  refused_at            timestamptz,
  dossier_id            uuid        constraint portal_arrival_dossier_key unique,
  attempts              integer     not null default 0,
  next_attempt_at       timestamptz not null,
  -- Why the last attempt failed.
  fault                 text,
  constraint portal_arrival_content_check check ((content is null) = (state = 'takenIn')),
  constraint portal_arrival_dossier_check check ((dossier_id is not null) = (state = 'takenIn')),
  constraint portal_arrival_refused_check check ((refused_at is not null) = (state = 'refused'))
);
create index portal_arrival_waiting_idx on portal_arrival (next_attempt_at, number) where state = 'waiting';
create index portal_arrival_open_idx on portal_arrival (received_at desc, number desc) where state <> 'takenIn';

-- A dossier that came through the portal: our state of it, and what the portal has confirmed.
create table portal_dossier (
  dossier_id            uuid        constraint portal_dossier_pkey primary key
                                    constraint portal_dossier_dossier_fkey references dossier (id) deferrable initially deferred,
  number                text        not null constraint portal_dossier_number_key unique,
  received_at           timestamptz not null,
  arrived_at            timestamptz not null,
  -- From when the counter's time to answer counts.
  reply_from            timestamptz not null,
  -- What its events have come to.
  story                 jsonb       not null,
  our_state             smallint    not null default 1 check (our_state between 1 and 10),
  our_state_at          timestamptz not null,
  last_sequence         integer     not null default 0,
  acknowledged_sequence integer     not null default 0 check (acknowledged_sequence between 0 and last_sequence),
  -- Since when the oldest state is known here that the portal has not confirmed.
  waiting_since         timestamptz,
  -- As the portal says.
  their_state           text,
  their_sequence        integer,
  told_at               timestamptz,
  attempts              integer     not null default 0,
  next_attempt_at       timestamptz not null,
  fault                 text,
  fault_at              timestamptz,
  -- The portal will not have the next state; nothing is sent until somebody has looked.
  refused_at            timestamptz,
  constraint portal_dossier_waiting_check check ((waiting_since is not null) = (acknowledged_sequence < last_sequence))
);
create index portal_dossier_next_idx on portal_dossier (next_attempt_at, dossier_id) where waiting_since is not null and refused_at is null;
create index portal_dossier_waiting_idx on portal_dossier (waiting_since) where waiting_since is not null;
create index portal_dossier_received_idx on portal_dossier (received_at desc, dossier_id desc);

-- Each state that the portal is to know, in the order in which it came to be.
create table portal_state (
  dossier_id      uuid        not null constraint portal_state_dossier_fkey references portal_dossier (dossier_id),
  sequence        integer     not null check (sequence > 0),
  event_id        uuid        not null constraint portal_state_event_key unique,
  state           smallint    not null check (state between 1 and 10),
  at              timestamptz not null,
  due_at          timestamptz,
  acknowledged_at timestamptz,
  constraint portal_state_pkey primary key (dossier_id, sequence)
);

-- How far the history was read for the portal, and how it goes with it. One row.
create table portal_link (
  id         boolean     constraint portal_link_pkey primary key default true check (id),
  position   bigint      not null,
  reached_at timestamptz,
  away_since timestamptz,
  fault      text,
  -- Up to which number the portal's own states were compared, and when that was done to the end.
  compared_to text,
  compared_at timestamptz
);
insert into portal_link (position) select coalesce(max(position), 0) from event_position;

revoke delete on portal_arrival, portal_dossier, portal_state, portal_link from {{runtime}};
