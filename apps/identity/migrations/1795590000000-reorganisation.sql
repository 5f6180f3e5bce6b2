-- The reorganisations that the province in force says; an activation writes them, as it does the agencies.
create table reorganisation_plan (
  code        text constraint reorganisation_plan_pkey primary key,
  day         date  not null,
  name_vi     text  not null,
  name_en     text  not null,
  legal_basis text  not null,
  transfers   jsonb not null
);

-- Those that have taken effect. One that was undone takes effect again on another day only.
create table reorganisation (
  id             uuid constraint reorganisation_pkey primary key,
  code           text        not null,
  day            date        not null,
  transfers      jsonb       not null,
  reorganised_at timestamptz not null,
  undone_at      timestamptz
);
create unique index reorganisation_in_effect_key on reorganisation (code) where undone_at is null;

-- Which positions went along, so that undoing gives back just these.
create table reorganised_assignment (
  reorganisation_id uuid not null constraint reorganised_assignment_reorganisation_fkey references reorganisation (id),
  officer_id        uuid not null constraint reorganised_assignment_officer_fkey references officer (id),
  agency_code       text not null,
  position_code     text not null,
  valid_from        date not null,
  -- The last day that the assignment had before, if any.
  valid_to          date,
  to_agency_code    text not null,
  to_position_code  text not null,
  constraint reorganised_assignment_pkey
    primary key (reorganisation_id, officer_id, agency_code, position_code, valid_from, to_agency_code)
);

alter table agency_successor drop constraint agency_successor_extent_check;
alter table agency_successor add constraint agency_successor_extent_check check (extent in ('whole', 'part', 'rest'));
create index agency_successor_successor_idx on agency_successor (successor_code);

revoke delete on reorganisation, reorganised_assignment from {{runtime}};
