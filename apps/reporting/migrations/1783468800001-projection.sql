-- Which of the two sets of rows is read, and which one is being built anew, if any. One row.
create table projection_generation (
  only_row   boolean  constraint projection_generation_pkey primary key default true check (only_row),
  live       smallint not null check (live in (0, 1)),
  building   smallint check (building = 1 - live),
  rebuild_id uuid,
  constraint projection_generation_building_check check ((building is null) = (rebuild_id is null))
);
insert into projection_generation (live) values (0);
revoke insert, delete on projection_generation from {{runtime}};

-- What the events of a dossier say about it. A column that an event has filled stays as it is.
create table dossier_report (
  generation            smallint not null,
  dossier_id            uuid     not null,
  procedure_code        text     not null,
  competent_agency_code text     not null,
  intake_agency_code    text,
  field_code            text,
  channel               text     check (channel in ('online', 'counter', 'postal', 'mobile')),
  submitted_at          timestamptz,
  accepted_at           timestamptz,
  due_at                timestamptz,
  decided_at            timestamptz,
  decision              text     check (decision in ('approved', 'refused')),
  timeliness            text     check (timeliness in ('early', 'onTime', 'overdue')),
  returned_at           timestamptz,
  constraint dossier_report_pkey primary key (generation, dossier_id),
  constraint dossier_report_said_check check (num_nonnulls(submitted_at, accepted_at, decided_at, returned_at) > 0),
  constraint dossier_report_came_in_check check (channel is not null or (submitted_at is null and accepted_at is null)),
  constraint dossier_report_accepted_check check (num_nonnulls(accepted_at, due_at, field_code) in (0, 3)),
  constraint dossier_report_decided_check check (num_nonnulls(decided_at, decision, timeliness) in (0, 3))
) partition by list (generation);
create table dossier_report_0 partition of dossier_report for values in (0);
create table dossier_report_1 partition of dossier_report for values in (1);
create index dossier_report_in_process_idx on dossier_report (competent_agency_code, due_at) include (procedure_code)
  where accepted_at is not null and decided_at is null;

-- How many dossiers were accepted and decided on a civil day in Vietnam, counted with the rows above in one statement.
create table daily_count (
  generation     smallint not null,
  agency_code    text     not null,
  day            date     not null,
  procedure_code text     not null,
  received       integer  not null default 0,
  done_early     integer  not null default 0,
  done_on_time   integer  not null default 0,
  done_overdue   integer  not null default 0,
  constraint daily_count_pkey primary key (generation, agency_code, day, procedure_code)
) partition by list (generation);
create table daily_count_0 partition of daily_count for values in (0);
create table daily_count_1 partition of daily_count for values in (1);

-- A rebuild empties the set that is not read.
revoke delete on dossier_report, dossier_report_0, dossier_report_1, daily_count, daily_count_0, daily_count_1 from {{runtime}};
grant truncate on dossier_report_0, dossier_report_1, daily_count_0, daily_count_1 to {{runtime}};
