-- What every service stands on: its history, its outbox and its inbox.
-- {{runtime}} is the role that the service runs as; the role that migrates owns everything.

create extension if not exists unaccent;

alter default privileges in schema public grant select, insert, update, delete on tables to {{runtime}};
alter default privileges in schema public grant usage, select on sequences to {{runtime}};
grant usage on schema public to {{runtime}};

-- Personal data lies encrypted: a column of this type refuses anything that was not sealed.
create domain sealed as text constraint sealed_format check (value ~ '^s1\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{22,}$');

-- The history. A command locks its aggregate first, so that `sequence` has no gaps.
create table event_log (
  aggregate_id uuid        not null,
  sequence     integer     not null check (sequence > 0),
  id           uuid        not null,
  type         text        not null,
  occurred_at  timestamptz(3) not null, -- as exact as the hash over it, so that no alteration is too small to be found
  actor_id     text        not null,
  actor_kind   text        not null check (actor_kind in ('citizen', 'officer', 'system')),
  agency_code  text,
  position_code text,
  data         text        not null,
  trace_parent text        not null default '',
  constraint event_log_pkey primary key (aggregate_id, sequence),
  constraint event_log_id_key unique (id)
);

-- A queue, not a history: the relay publishes its rows and deletes them.
create table outbox (
  id           bigint generated always as identity constraint outbox_pkey primary key,
  aggregate_id uuid        not null,
  sequence     integer     not null,
  queued_at    timestamptz not null default clock_timestamp()
);

-- The order of publication, without gaps, and the chain of hashes over the history. Written by the relay alone.
create table event_position (
  position      bigint constraint event_position_pkey primary key check (position > 0),
  aggregate_id  uuid    not null,
  sequence      integer not null,
  previous_hash bytea   not null,
  hash          bytea   not null,
  constraint event_position_event_key unique (aggregate_id, sequence),
  constraint event_position_event_fkey foreign key (aggregate_id, sequence) references event_log (aggregate_id, sequence)
);

revoke update, delete on event_log, event_position from {{runtime}};

-- Events that had their effect here. `day` is the event's own day, so that old days can be dropped.
create table inbox (
  day      date not null,
  event_id uuid not null,
  constraint inbox_pkey primary key (day, event_id)
);

-- Events whose effect failed, and those of the same aggregate behind them, waiting to be tried again in sequence.
create table parked_event (
  aggregate_id    uuid        not null,
  sequence        integer     not null,
  event_id        uuid        not null constraint parked_event_event_key unique,
  source          text        not null,
  envelope        jsonb       not null,
  reason          text        not null,
  attempts        integer     not null default 0,
  parked_at       timestamptz not null default clock_timestamp(),
  next_attempt_at timestamptz not null default clock_timestamp(),
  constraint parked_event_pkey primary key (source, aggregate_id, sequence)
);
create index parked_event_next_attempt_idx on parked_event (next_attempt_at);

-- Answers of commands that carried an Idempotency-Key. Ids, codes and times alone.
create table idempotency_key (
  caller_id    text        not null,
  key          text        not null,
  request_hash text        not null,
  answer       jsonb       not null,
  answered_at  timestamptz not null default clock_timestamp(),
  constraint idempotency_key_pkey primary key (caller_id, key)
);
create index idempotency_key_answered_at_idx on idempotency_key (answered_at);

-- This service's part of each province that was staged; the one with the highest activation is in force.
create table pack (
  hash         text        constraint pack_pkey primary key,
  part         jsonb       not null,
  staged_at    timestamptz not null default clock_timestamp(),
  activation   bigint      constraint pack_activation_key unique,
  activated_at timestamptz
);
