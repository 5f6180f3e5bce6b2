-- A timer whose effect fails is tried again later, and in the end left to an operator; meanwhile it may still be held or cancelled.
alter table timer
  add column attempts integer not null default 0,
  add column retry_at timestamptz,
  add column parked_at timestamptz,
  -- Why the last attempt failed.
  add column fault text;
drop index timer_due_idx;
create index timer_due_idx on timer (greatest(fire_at, retry_at), id) where state = 'waiting' and parked_at is null;
create index timer_parked_idx on timer (parked_at, id) where state = 'waiting' and parked_at is not null;

-- Which due date those in charge were warned of, and of which they heard that it has passed. A date that moves is another one.
alter table task
  add column warned_of timestamptz,
  add column escalated_of timestamptz,
  add column deadline_told smallint not null generated always as (case when escalated_of = due_at then 2 when warned_of = due_at then 1 else 0 end) stored,
  -- The agency that was asked let its limit pass.
  add column lapsed_at timestamptz;
create index task_deadline_idx on task (deadline_told, due_at, id) where state = 'open' and kind <> 'deliver';

alter table dossier
  add column warned_of timestamptz,
  add column escalated_of timestamptz,
  add column deadline_told smallint not null generated always as (case when escalated_of = due_at then 2 when warned_of = due_at then 1 else 0 end) stored;
create index dossier_deadline_idx on dossier (deadline_told, due_at, id) where state = 'inProcess' and paused_grounds = '{}';
