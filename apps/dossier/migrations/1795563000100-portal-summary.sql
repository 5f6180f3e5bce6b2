-- What the page of reconciliation counts, without reading every dossier of the portal.

-- Which of our states the portal's code means, by the codes that are configured; null for none. A trigger keeps it, as several statements
-- write what the portal says.
alter table portal_dossier add column their_number smallint check (their_number between 1 and 10);
alter table portal_link add column codes text[];

create function number_their_state() returns trigger language plpgsql set search_path from current as $$
begin
  new.their_number := array_position((select codes from portal_link), new.their_state);
  return new;
end $$;
create trigger number_their_state before update of their_state on portal_dossier for each row execute function number_their_state();

-- A column of its own, so that the planner knows how few they are.
alter table portal_dossier add column is_differing boolean not null generated always as (their_number is distinct from our_state) stored;

-- What is not as it should be is little, and found by itself.
create index portal_dossier_differing_idx on portal_dossier (received_at desc, dossier_id desc) where is_differing;
create index portal_dossier_refused_idx on portal_dossier (received_at desc, dossier_id desc) where refused_at is not null;

-- How many there are, by the two agencies that a dossier concerns. They stay with it.
create table portal_count (
  competent_agency_code text    not null,
  intake_agency_code    text    not null,
  dossiers              integer not null check (dossiers > 0),
  constraint portal_count_pkey primary key (competent_agency_code, intake_agency_code)
);
-- The dossier itself is written behind its row here, and the count is a lock: so it is taken last, at the commit.
create function count_portal_dossier() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into portal_count as c (competent_agency_code, intake_agency_code, dossiers)
  select d.competent_agency_code, d.intake_agency_code, 1 from dossier d where d.id = new.dossier_id
  on conflict on constraint portal_count_pkey do update set dossiers = c.dossiers + 1;
  return null;
end $$;
create constraint trigger count_portal_dossier after insert on portal_dossier deferrable initially deferred
  for each row execute function count_portal_dossier();
insert into portal_count (competent_agency_code, intake_agency_code, dossiers)
select d.competent_agency_code, d.intake_agency_code, count(*) from portal_dossier p join dossier d on d.id = p.dossier_id group by 1, 2;

revoke insert, update, delete on portal_count from {{runtime}};
revoke execute on function count_portal_dossier() from public;
