-- Officers whom an administrator adds, and the code by which they choose a password of their own.

-- Null until the officer has chosen one.
alter table officer alter column password_hash drop not null;

-- One an officer: a new one makes the former void. The code itself is nowhere: code_hash is its SHA-256.
create table activation_code (
  officer_id uuid        constraint activation_code_pkey primary key constraint activation_code_officer_fkey references officer (id),
  code_hash  bytea       not null,
  issued_at  timestamptz not null,
  expires_at timestamptz not null
);

create index assignment_agency_code_idx on assignment (agency_code);
