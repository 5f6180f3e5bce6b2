-- How far the sealed columns have been walked through for cells under another key than the current one: a row a column.
create table resealing (
  table_name  text        not null,
  column_name text        not null,
  -- The key under which is sealed anew. With another one everything begins again.
  key_id      text        not null,
  -- The last row that the walk under way has looked at.
  after_key   text,
  -- Rows that were looked at, and cells that were sealed anew, since the key became the current one.
  walked      bigint      not null default 0,
  resealed    bigint      not null default 0,
  -- Cells under another key that the walk under way has met, also those that it left because a command held them.
  met         bigint      not null default 0,
  begins_at   timestamptz not null,
  -- The end of a walk that met none.
  clean_at    timestamptz,
  constraint resealing_pkey primary key (table_name, column_name)
);
