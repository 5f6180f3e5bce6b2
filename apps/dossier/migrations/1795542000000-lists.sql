-- What the lists of officers are read by: for each agency the dossiers that it took in, decides or has a step of, and for each position the
-- open steps that it may take. Triggers write both in the transaction that changes what they repeat, so a list is never behind, whichever
-- statement wrote.
create table dossier_agency (
  agency_code           text        not null,
  dossier_id            uuid        not null,
  competent_agency_code text        not null,
  procedure_code        text        not null,
  -- In which list it is: in process, decided or returned, or neither.
  list                  text        not null check (list in ('open', 'done', 'other')),
  submitted_at          timestamptz not null,
  due_at                timestamptz,
  constraint dossier_agency_pkey primary key (dossier_id, agency_code)
);
create table task_candidate (
  -- `<agency>/<position>`
  candidate      text        not null,
  task_id        uuid        not null,
  dossier_id     uuid        not null,
  procedure_code text        not null,
  claimed_by     uuid,
  due_at         timestamptz not null,
  -- When the dossier itself is due, while it is in process.
  dossier_due_at timestamptz,
  constraint task_candidate_pkey primary key (dossier_id, task_id, candidate)
);
-- Agencies and positions are of very unequal size, and a plan that suits the middling one reads the biggest whole and sorts it. So statements
-- are planned for big ones, along an index in its order; that costs the small ones nothing.
alter table dossier_agency alter column agency_code set (n_distinct = 4);
alter table task_candidate alter column candidate set (n_distinct = 4);
-- A claim, which changes no index, finds room beside the row.
alter table task_candidate set (fillfactor = 85);

create function dossier_list(state text) returns text language sql immutable parallel safe
  return case when state = 'inProcess' then 'open' when state in ('decided', 'returned') then 'done' else 'other' end;

create function list_new_dossier() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
  select a.code, new.id, new.competent_agency_code, new.procedure_code, dossier_list(new.state), new.submitted_at, new.due_at
    from unnest(array[new.competent_agency_code, new.intake_agency_code]) as a (code)
  on conflict do nothing;
  return null;
end $$;

create function list_moved_dossier() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update dossier_agency set list = dossier_list(new.state), due_at = new.due_at where dossier_id = new.id;
  update task_candidate set dossier_due_at = case when new.state = 'inProcess' then new.due_at end where dossier_id = new.id;
  return null;
end $$;

create function list_new_task() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
  select new.agency_code, d.id, d.competent_agency_code, d.procedure_code, dossier_list(d.state), d.submitted_at, d.due_at
    from dossier d where d.id = new.dossier_id
  on conflict do nothing;
  if new.state = 'open' then
    insert into task_candidate (candidate, task_id, dossier_id, procedure_code, claimed_by, due_at, dossier_due_at)
    select c.candidate, new.id, d.id, d.procedure_code, new.claimed_by, new.due_at, case when d.state = 'inProcess' then d.due_at end
      from dossier d, unnest(new.candidates) as c (candidate) where d.id = new.dossier_id
    on conflict do nothing;
  end if;
  return null;
end $$;

create function list_moved_task() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.state = 'open' and old.state = 'open' and new.candidates = old.candidates then
    update task_candidate set claimed_by = new.claimed_by, due_at = new.due_at where dossier_id = new.dossier_id and task_id = new.id;
    return null;
  end if;
  delete from task_candidate where dossier_id = new.dossier_id and task_id = new.id;
  if new.state = 'open' then
    insert into task_candidate (candidate, task_id, dossier_id, procedure_code, claimed_by, due_at, dossier_due_at)
    select c.candidate, new.id, d.id, d.procedure_code, new.claimed_by, new.due_at, case when d.state = 'inProcess' then d.due_at end
      from dossier d, unnest(new.candidates) as c (candidate) where d.id = new.dossier_id
    on conflict do nothing;
  end if;
  return null;
end $$;

create trigger list_new_dossier after insert on dossier for each row execute function list_new_dossier();
create trigger list_moved_dossier after update of state, due_at on dossier for each row
  when (old.state is distinct from new.state or old.due_at is distinct from new.due_at) execute function list_moved_dossier();
create trigger list_new_task after insert on task for each row execute function list_new_task();
create trigger list_moved_task after update of state, claimed_by, due_at, candidates on task for each row
  when (old.state is distinct from new.state or old.claimed_by is distinct from new.claimed_by or old.due_at is distinct from new.due_at
    or old.candidates is distinct from new.candidates) execute function list_moved_task();

insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
select a.code, d.id, d.competent_agency_code, d.procedure_code, dossier_list(d.state), d.submitted_at, d.due_at from dossier d
  cross join lateral (select d.competent_agency_code union select d.intake_agency_code
    union select t.agency_code from task t where t.dossier_id = d.id) as a (code);
insert into task_candidate (candidate, task_id, dossier_id, procedure_code, claimed_by, due_at, dossier_due_at)
select distinct c.candidate, t.id, d.id, d.procedure_code, t.claimed_by, t.due_at, case when d.state = 'inProcess' then d.due_at end
  from task t join dossier d on d.id = t.dossier_id cross join unnest(t.candidates) as c (candidate) where t.state = 'open';

-- Newest first, within a list; all, of one procedure, of one agency that decides.
create index dossier_agency_list_idx on dossier_agency (agency_code, list, submitted_at desc, dossier_id desc);
create index dossier_agency_procedure_idx on dossier_agency (agency_code, procedure_code, list, submitted_at desc, dossier_id desc);
create index dossier_agency_competent_idx on dossier_agency (agency_code, competent_agency_code, list, submitted_at desc, dossier_id desc);
-- What is in process, due first.
create index dossier_agency_due_idx on dossier_agency (agency_code, due_at, dossier_id) where list = 'open';
create index dossier_agency_procedure_due_idx on dossier_agency (agency_code, procedure_code, due_at, dossier_id) where list = 'open';
create index dossier_agency_competent_due_idx on dossier_agency (agency_code, competent_agency_code, due_at, dossier_id) where list = 'open';
create index task_candidate_due_idx on task_candidate (candidate, due_at, task_id);
create index task_candidate_procedure_idx on task_candidate (candidate, procedure_code, due_at, task_id);
create index task_candidate_overdue_idx on task_candidate (candidate, dossier_due_at) where dossier_due_at is not null;
-- What an officer has completed.
create index task_ended_idx on task (claimed_by, state, due_at, id) where claimed_by is not null and state <> 'open';
-- Lists were read by these.
drop index dossier_submitted_idx, dossier_competent_submitted_idx, dossier_competent_open_idx, task_group_idx, task_due_idx, task_agency_idx;

-- Only the triggers write them.
revoke insert, update, delete on dossier_agency, task_candidate from {{runtime}};
revoke execute on function list_new_dossier(), list_moved_dossier(), list_new_task(), list_moved_task() from public;
