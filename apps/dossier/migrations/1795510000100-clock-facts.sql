-- In what a timer of the drawing counts when it runs by the working calendar; none for one of the wall clock.
alter table timer add column unit text check (unit in ('workingDay', 'calendarDay', 'workingHour', 'sameDay'));

-- The pack whose days off and office hours the dossier's deadlines are counted by; none for those of its own rules.
alter table dossier add column calendar_hash text;
-- Whose deadlines are still counted by other days than those in force.
create index dossier_calendar_idx on dossier (coalesce(calendar_hash, pack_hash), id) where state in ('submitted', 'inProcess') and paused_grounds = '{}';
