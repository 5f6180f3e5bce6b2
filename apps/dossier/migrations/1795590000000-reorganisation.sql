-- Agencies that took over from others, as identity said it, and how far their dossiers are.
create table reorganisation (
  id             uuid        constraint reorganisation_pkey primary key,
  code           text        not null,
  day            date        not null,
  -- From, to, extent, units, procedures, officers, positions.
  transfers      jsonb       not null,
  reorganised_at timestamptz not null,
  undone_at      timestamptz,
  -- When all its dossiers had gone over, or back.
  finished_at    timestamptz
);
create index reorganisation_running_idx on reorganisation (reorganised_at) where finished_at is null;

-- The dossiers that were on their way on the day. What they were before stays, so that the book of a counter names who had them, and so that
-- they can go back.
create table reorganisation_dossier (
  reorganisation_id uuid not null constraint reorganisation_dossier_reorganisation_fkey references reorganisation (id),
  dossier_id        uuid not null constraint reorganisation_dossier_dossier_fkey references dossier (id),
  -- To go over, waiting for its address, gone over, gone back or of no concern any more.
  state             text not null check (state in ('listed', 'undecided', 'moved', 'settled')),
  -- To which successor it goes for each agency that was split, as somebody said who asked for the address.
  choices           jsonb not null default '{}',
  was_competent     text,
  was_intake        text,
  -- The steps that were open: id, agency, candidates, claimedBy.
  was_tasks         jsonb,
  moved_at          timestamptz,
  constraint reorganisation_dossier_pkey primary key (reorganisation_id, dossier_id),
  constraint reorganisation_dossier_moved_check check ((state = 'moved') <= (moved_at is not null))
);
create index reorganisation_dossier_state_idx on reorganisation_dossier (reorganisation_id, state, dossier_id);
create index reorganisation_dossier_dossier_idx on reorganisation_dossier (dossier_id, moved_at);
create index reorganisation_dossier_intake_idx on reorganisation_dossier (was_intake) where state = 'moved';

-- A dossier that goes over is in the lists of who has it now, and of those who had a step of it.
create function list_transferred_dossier() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
  select a.code, new.id, new.competent_agency_code, new.procedure_code, dossier_list(new.state), new.submitted_at, new.due_at
    from unnest(array[new.competent_agency_code, new.intake_agency_code]) as a (code)
  on conflict do nothing;
  update dossier_agency set competent_agency_code = new.competent_agency_code where dossier_id = new.id;
  delete from dossier_agency a
   where a.dossier_id = new.id and a.agency_code in (old.competent_agency_code, old.intake_agency_code)
     and a.agency_code not in (new.competent_agency_code, new.intake_agency_code)
     and not exists (select from task t where t.dossier_id = new.id and t.agency_code = a.agency_code);
  return null;
end $$;
create trigger list_transferred_dossier after update of competent_agency_code, intake_agency_code on dossier for each row
  when (old.competent_agency_code <> new.competent_agency_code or old.intake_agency_code <> new.intake_agency_code)
  execute function list_transferred_dossier();

create function list_transferred_task() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into dossier_agency (agency_code, dossier_id, competent_agency_code, procedure_code, list, submitted_at, due_at)
  select new.agency_code, d.id, d.competent_agency_code, d.procedure_code, dossier_list(d.state), d.submitted_at, d.due_at
    from dossier d where d.id = new.dossier_id
  on conflict do nothing;
  delete from dossier_agency a using dossier d
   where d.id = new.dossier_id and a.dossier_id = d.id and a.agency_code = old.agency_code
     and a.agency_code not in (d.competent_agency_code, d.intake_agency_code)
     and not exists (select from task t where t.dossier_id = d.id and t.agency_code = a.agency_code);
  return null;
end $$;
create trigger list_transferred_task after update of agency_code on task for each row
  when (old.agency_code <> new.agency_code) execute function list_transferred_task();

revoke execute on function list_transferred_dossier(), list_transferred_task() from public;
revoke delete on reorganisation, reorganisation_dossier from {{runtime}};
