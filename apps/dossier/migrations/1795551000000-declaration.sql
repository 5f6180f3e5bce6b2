-- The fields of the declaration that an applicant is asked to put right, by JSON pointer.
alter table supplement add column fields text[] not null default '{}';

-- A declaration as it was before it was put right, and which of its fields then changed; the present one is the dossier's.
create table earlier_declaration (
  id            uuid        constraint earlier_declaration_pkey primary key,
  dossier_id    uuid        not null constraint earlier_declaration_dossier_fkey references dossier (id),
  supplement_id uuid        not null constraint earlier_declaration_supplement_fkey references supplement (id)
                            constraint earlier_declaration_supplement_key unique,
  answers       sealed      not null,
  -- JSON pointers.
  fields        text[]      not null check (cardinality(fields) > 0),
  replaced_at   timestamptz not null,
  -- The person; absent for what came through the National Public Service Portal, as its supplement's event says.
  replaced_by   uuid
);
create index earlier_declaration_dossier_idx on earlier_declaration (dossier_id, replaced_at);

revoke update, delete on earlier_declaration from {{runtime}};
