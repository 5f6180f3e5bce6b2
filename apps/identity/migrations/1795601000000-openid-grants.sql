-- Whose grant it is and which application's: those of a person end with what they were given under.
alter table openid_state
  add column subject_id uuid,
  add column client_id  text;
create index openid_state_subject_id_idx on openid_state (subject_id) where subject_id is not null;
