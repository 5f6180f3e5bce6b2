-- An agency's system acts in its own name.
alter table event_log drop constraint event_log_actor_kind_check,
  add constraint event_log_actor_kind_check check (actor_kind in ('citizen', 'officer', 'system', 'client')) not valid;
