-- The turns that the law gives a dossier after it was handed in.

alter table dossier
  drop constraint dossier_state_check,
  drop constraint dossier_accepted_check,
  drop constraint dossier_decided_check,
  add constraint dossier_state_check check (state in ('submitted', 'inProcess', 'decided', 'returned', 'rejected', 'withdrawn', 'stopped')),
  -- The history of its clock, from acceptance on; due_at is what it comes to.
  add column clock jsonb,
  add column original_due_at timestamptz,
  -- On which grounds the clock stands still; it runs when there is none.
  add column paused_grounds text[] not null default '{}',
  add column fee_state text not null default 'none' check (fee_state in ('none', 'due', 'paid', 'refunded')),
  -- How the citizen wants the result.
  add column result_by text not null default 'counter' check (result_by in ('counter', 'postal')),
  add column postal_address sealed,
  -- When it ended without a result, and the reason for the citizen.
  add column closed_at timestamptz,
  add column closing_note sealed,
  -- The dossier of which it is another agency's part, and the call of its process that waits for it.
  add column parent_id uuid constraint dossier_parent_fkey references dossier (id),
  add column parent_call_key text,
  add constraint dossier_before_acceptance_check check (case when state in ('submitted', 'rejected') then accepted_at is null when state in ('withdrawn', 'stopped') then true else accepted_at is not null end),
  add constraint dossier_decided_check check ((decided_at is null) = (decision is null)),
  add constraint dossier_closed_check check ((closed_at is not null) = (state in ('rejected', 'withdrawn', 'stopped'))),
  add constraint dossier_parent_check check ((parent_id is null) = (parent_call_key is null));
create unique index dossier_parent_key on dossier (parent_id, parent_call_key) where parent_id is not null;

alter table task
  drop constraint task_kind_check,
  add constraint task_kind_check check (kind in ('receive', 'examine', 'consult', 'decide', 'approve', 'deliver')),
  -- The item of a step that many agencies do at once.
  add column item jsonb;

-- What is to happen at a moment. One process at a time looks for those that are due.
create table timer (
  id          uuid        constraint timer_pkey primary key,
  dossier_id  uuid        not null constraint timer_dossier_fkey references dossier (id),
  -- `process`: a timer of the drawing; the others belong to the turns that set them.
  kind        text        not null,
  -- Names it within its dossier and kind: the process's key, the id of a task or supplement.
  key         text        not null,
  element_id  text,
  state       text        not null default 'waiting' check (state in ('waiting', 'held', 'fired', 'cancelled')),
  started_at  timestamptz not null,
  fire_at     timestamptz not null,
  -- Since when it is held, because the clock stands still.
  held_at     timestamptz,
  fired_at    timestamptz,
  constraint timer_held_check check ((state = 'held') = (held_at is not null)),
  constraint timer_fired_check check ((state = 'fired') = (fired_at is not null))
);
create unique index timer_live_key on timer (dossier_id, kind, key) where state in ('waiting', 'held');
create index timer_due_idx on timer (fire_at, id) where state = 'waiting';
create index timer_dossier_idx on timer (dossier_id);

-- A message of the world outside, or of another dossier, for which a process waits.
create table subscription (
  dossier_id       uuid not null constraint subscription_dossier_fkey references dossier (id),
  subscription_key text not null,
  element_id       text not null,
  message_name     text not null,
  correlation      text,
  constraint subscription_pkey primary key (dossier_id, subscription_key)
);
create index subscription_message_idx on subscription (message_name, correlation);

revoke delete on timer from {{runtime}};
