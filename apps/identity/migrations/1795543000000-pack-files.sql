-- A province by its files: an import of one drawing makes the next province from them. Null for what an earlier release took in.
alter table pack add column files jsonb;

-- The province from a folder or an upload that lies under an import, or under imports upon it: a start with that folder keeps them.
alter table activation add column base_hash text;
