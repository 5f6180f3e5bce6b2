-- What a reorganisation moved while it was in process: what came in, with what was taken over, is always what ended, what was handed over
-- and what is open.
alter table daily_count
  add column taken_over  integer not null default 0,
  add column handed_over integer not null default 0;
