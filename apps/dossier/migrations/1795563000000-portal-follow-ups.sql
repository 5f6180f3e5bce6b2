-- What citizens say at the portal of a dossier that is here already: a supplement, or that they take it back. By the portal's own number, so
-- that each has its effect once, however often it comes.
create table portal_follow_up (
  number          text        constraint portal_follow_up_pkey primary key,
  -- Its files wait in the document service under this owner.
  id              uuid        not null constraint portal_follow_up_id_key unique,
  -- As far as they could be read.
  dossier_number  text,
  kind            text        check (kind in ('supplement', 'withdrawal')),
  state           text        not null default 'waiting' check (state in ('waiting', 'taken', 'refused')),
  -- What the portal said, as JSON; gone once it is settled.
  content         sealed,
  -- The moment at which it was given there, and that of its arrival.
  given_at        timestamptz not null,
  arrived_at      timestamptz not null,
  settled_at      timestamptz,
  dossier_id      uuid,
  -- Why it could not be taken, for the portal and for an officer: problem and faults.
  refusal         jsonb,
  -- When the portal heard what came of it.
  told_at         timestamptz,
  -- Of taking it in, and then of telling what came of it.
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null,
  -- Why the last attempt failed.
  fault           text,
  constraint portal_follow_up_content_check check ((content is null) = (state <> 'waiting')),
  constraint portal_follow_up_settled_check check ((settled_at is null) = (state = 'waiting')),
  constraint portal_follow_up_dossier_check check (state <> 'taken' or dossier_id is not null),
  constraint portal_follow_up_refused_check check ((refusal is not null) = (state = 'refused')),
  constraint portal_follow_up_told_check check (told_at is null or state <> 'waiting')
);
create index portal_follow_up_next_idx on portal_follow_up (next_attempt_at, number) where told_at is null;
-- Those of one dossier are taken in the order in which they were given.
create index portal_follow_up_order_idx on portal_follow_up (dossier_number, given_at, number) where state = 'waiting';
create index portal_follow_up_refused_idx on portal_follow_up (arrived_at desc, number desc) where state = 'refused';
create index portal_follow_up_waiting_idx on portal_follow_up (arrived_at desc, number desc) where state = 'waiting';

-- The request of which the portal is told together with the state.
alter table portal_state add column supplement_id uuid;

-- What a dossier of the portal was before it closed because nothing was brought: word may come late that something was.
create table supplement_lapse (
  supplement_id uuid  constraint supplement_lapse_pkey primary key constraint supplement_lapse_supplement_fkey references supplement (id),
  -- State, clock, pauses and fee; steps, timers and messages that were open.
  before        jsonb not null
);

revoke delete on portal_follow_up, supplement_lapse from {{runtime}};
revoke update on supplement_lapse from {{runtime}};
