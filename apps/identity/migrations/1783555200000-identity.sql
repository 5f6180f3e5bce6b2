-- Agencies, the people who belong to them or turn to them, and their sessions.

create extension if not exists btree_gist;

-- Agencies and positions are the province's data: an activation writes them, nothing else does.
-- valid_from is the first day, valid_to the day after the last. A code alone names no agency: the key is (code, valid_from).
create table agency (
  code            text not null,
  valid_from      date not null,
  valid_to        date,
  eid             text not null,
  name_vi         text not null,
  name_en         text not null,
  kind            text not null constraint agency_kind_check check (kind in ('province', 'department', 'commune', 'counter', 'vertical')),
  parent_code     text,
  admin_unit_code text,
  constraint agency_pkey primary key (code, valid_from),
  constraint agency_validity_check check (valid_from < valid_to),
  constraint agency_one_a_day exclude using gist (code with =, daterange(valid_from, valid_to) with &&)
);
create index agency_parent_code_idx on agency (parent_code);

-- Who takes over the dossiers of an agency, from which day, and whether as a whole or in part.
create table agency_successor (
  code           text not null,
  valid_from     date not null,
  successor_code text not null,
  succeeds_from  date not null,
  extent         text not null constraint agency_successor_extent_check check (extent in ('whole', 'part')),
  constraint agency_successor_pkey primary key (code, valid_from, successor_code, succeeds_from),
  constraint agency_successor_agency_fkey foreign key (code, valid_from) references agency (code, valid_from) on delete cascade
);

create table position (
  code         text constraint position_pkey primary key,
  title_vi     text   not null,
  title_en     text   not null,
  roles        text[] not null,
  agency_kinds text[] not null
);

create table officer (
  id            uuid constraint officer_pkey primary key,
  username      text        not null constraint officer_username_key unique,
  full_name     sealed      not null,
  password_hash text        not null,
  language      text        not null default 'vi' constraint officer_language_check check (language in ('vi', 'en')),
  demo          boolean     not null default false,
  created_at    timestamptz not null,
  disabled_at   timestamptz
);

-- Which position an officer holds where. Neither agency nor position is referenced: a province may drop them, and the assignment then gives
-- nothing.
create table assignment (
  officer_id    uuid not null constraint assignment_officer_fkey references officer (id),
  agency_code   text not null,
  position_code text not null,
  valid_from    date not null,
  valid_to      date,
  constraint assignment_pkey primary key (officer_id, agency_code, position_code, valid_from),
  constraint assignment_validity_check check (valid_from < valid_to),
  constraint assignment_once_a_day exclude using gist
    (officer_id with =, agency_code with =, position_code with =, daterange(valid_from, valid_to) with &&)
);

create table citizen (
  id                    uuid constraint citizen_pkey primary key,
  identity_number       sealed      not null,
  identity_number_index bytea       not null constraint citizen_identity_number_key unique,
  full_name             sealed      not null,
  date_of_birth         sealed      not null,
  phone                 sealed,
  email                 sealed,
  password_hash         text        not null,
  language              text        not null default 'vi' constraint citizen_language_check check (language in ('vi', 'en')),
  demo                  boolean     not null default false,
  created_at            timestamptz not null,
  disabled_at           timestamptz
);

-- Everyone who can sign in.
create view person as
  select id as subject_id, 'officer' as kind, full_name, null::sealed as email, language, demo, disabled_at from officer
  union all
  select id, 'citizen', full_name, email, language, demo, disabled_at from citizen;

-- A position is held on the days on which both the assignment and the agency are in force.
create view held_position as
  select a.officer_id, a.agency_code, g.name_vi as agency_name_vi, g.name_en as agency_name_en,
         a.position_code, p.title_vi, p.title_en, p.roles,
         daterange(a.valid_from, a.valid_to) * daterange(g.valid_from, g.valid_to) as days
    from assignment a join position p on p.code = a.position_code join agency g on g.code = a.agency_code;

-- The token itself is nowhere: token_hash is its SHA-256.
create table session (
  id           uuid constraint session_pkey primary key,
  token_hash   bytea       not null constraint session_token_hash_key unique,
  subject_id   uuid        not null,
  kind         text        not null constraint session_kind_check check (kind in ('citizen', 'officer')),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index session_subject_id_idx on session (subject_id);

-- Attempts to sign in, by a keyed hash of the account (or of account and address), whether the account exists or not.
create table sign_in_attempt (
  key           bytea constraint sign_in_attempt_pkey primary key,
  failures      integer     not null,
  attempted_at  timestamptz not null,
  blocked_until timestamptz not null,
  succeeded_at  timestamptz
);
create index sign_in_attempt_attempted_at_idx on sign_in_attempt (attempted_at);

-- Which province came into force when; the highest number is in force.
create table activation (
  number       bigint constraint activation_pkey primary key check (number > 0),
  hash         text        not null,
  activated_at timestamptz not null,
  activated_by text        not null
);

revoke delete on officer, citizen from {{runtime}};
revoke update, delete on activation from {{runtime}};
