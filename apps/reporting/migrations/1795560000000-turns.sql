-- What one event said of a dossier, as reports need it. Its row here is also the mark that it was taken into this set of rows, so events
-- may come in any order and any number of times, and a rebuild is done when it has the same rows.
create table dossier_event (
  generation     smallint    not null,
  dossier_id     uuid        not null,
  -- Below 0 for what an earlier release had kept only in the dossier's row.
  sequence       integer     not null,
  type           text        not null,
  at             timestamptz not null,
  -- Who decides the dossier, and to whose name the event counts: those who are asked for an opinion have it to theirs.
  agency_code    text        not null,
  counted_at     text        not null,
  procedure_code text        not null,
  said           jsonb       not null,
  constraint dossier_event_pkey primary key (generation, dossier_id, sequence)
) partition by list (generation);
create table dossier_event_0 partition of dossier_event for values in (0);
create table dossier_event_1 partition of dossier_event for values in (1);
create index dossier_event_happened_idx on dossier_event (counted_at, type, at);

-- What all the events of a dossier come to. The columns of the first release stay, with what they meant.
alter table dossier_report
  drop constraint dossier_report_said_check,
  drop constraint dossier_report_came_in_check,
  drop constraint dossier_report_accepted_check,
  drop constraint dossier_report_decided_check,
  add column code text,
  add column tracking_number text,
  -- The interconnected dossier of which it is another agency's part.
  add column parent_id uuid,
  -- The promised moment without extensions; `due_at` is the one with them.
  add column original_due_at timestamptz,
  -- Since when its clock stands still, and how long it stood still before that.
  add column paused_at timestamptz,
  add column paused_seconds bigint not null default 0,
  add column ended_at timestamptz,
  add column ended_as text check (ended_as in ('approved', 'refused', 'rejected', 'withdrawn', 'stopped', 'lapsed')),
  add column reopened integer not null default 0,
  add column extended integer not null default 0,
  add column moved integer not null default 0,
  add column supplements integer not null default 0,
  add column supplements_over_limit integer not null default 0,
  add column consulted integer not null default 0,
  add column opinions integer not null default 0,
  add column silences integer not null default 0,
  add column corrected integer not null default 0,
  add column rating_points integer,
  add column rating_of integer,
  add column satisfied boolean,
  add column fee_assessed_vnd bigint,
  add column fee_paid_vnd bigint not null default 0,
  add column fee_refunded_vnd bigint not null default 0;

insert into dossier_event (generation, dossier_id, sequence, type, at, agency_code, counted_at, procedure_code, said)
select d.generation, d.dossier_id, said.sequence, said.type, said.at, d.competent_agency_code, d.competent_agency_code, d.procedure_code, jsonb_strip_nulls(said.said)
  from dossier_report d cross join lateral (values
         (-4, 'dossier.submitted', d.submitted_at, jsonb_build_object('intakeAgencyCode', d.intake_agency_code, 'channel', d.channel)),
         (-3, 'dossier.accepted', d.accepted_at, jsonb_build_object('intakeAgencyCode', d.intake_agency_code, 'channel', d.channel, 'fieldCode', d.field_code, 'dueAt', d.due_at)),
         (-2, 'dossier.decided', d.decided_at, jsonb_build_object('decision', d.decision, 'timeliness', d.timeliness)),
         (-1, 'dossier.returned', d.returned_at, '{}'::jsonb)) as said (sequence, type, at, said)
 where said.at is not null;
update dossier_report set original_due_at = due_at, ended_at = decided_at, ended_as = decision;

drop index dossier_report_in_process_idx;
create index dossier_report_in_process_idx on dossier_report (competent_agency_code, due_at) include (procedure_code, paused_at)
  where accepted_at is not null and ended_at is null;

-- `done_*` are those that ended after acceptance, in whichever way; `declined`, `withdrawn` and `stopped` count those of before it too.
alter table daily_count
  add column reopened integer not null default 0,
  add column declined integer not null default 0,
  add column withdrawn integer not null default 0,
  add column stopped integer not null default 0,
  add column extended integer not null default 0,
  add column corrected integer not null default 0,
  add column supplements integer not null default 0,
  add column supplements_over_limit integer not null default 0,
  add column consulted integer not null default 0,
  add column opinions integer not null default 0,
  add column silences integer not null default 0,
  add column ratings integer not null default 0,
  add column satisfied integer not null default 0,
  add column rating_points integer not null default 0,
  add column rating_of integer not null default 0,
  add column fee_assessed_vnd bigint not null default 0,
  add column fee_paid_vnd bigint not null default 0,
  add column fee_refunded_vnd bigint not null default 0;

revoke delete on dossier_event, dossier_event_0, dossier_event_1 from {{runtime}};
grant truncate on dossier_event_0, dossier_event_1 to {{runtime}};
