alter table dossier add column paused_at timestamptz,
  add constraint dossier_paused_check check ((paused_at is not null) = (cardinality(paused_grounds) > 0));

-- What an applicant is asked to bring, everything at once.
create table supplement (
  id             uuid        constraint supplement_pkey primary key,
  dossier_id     uuid        not null constraint supplement_dossier_fkey references dossier (id),
  stage          text        not null check (stage in ('intake', 'process')),
  state          text        not null default 'open' check (state in ('open', 'answered', 'lapsed')),
  requested_at   timestamptz not null,
  requested_by   uuid        not null,
  agency_code    text        not null,
  -- When the dossier closes if nothing comes.
  lapses_at      timestamptz not null,
  -- The papers by code, and what is to be put right, as JSON.
  items          sealed      not null,
  reason         sealed      not null,
  -- Why a leader asks again although the rule's number is spent.
  override_reason sealed,
  answered_at    timestamptz,
  answer         sealed,
  constraint supplement_answered_check check ((state = 'answered') = (answered_at is not null))
);
create index supplement_dossier_idx on supplement (dossier_id, requested_at);
create unique index supplement_open_key on supplement (dossier_id) where state = 'open';

-- The reasons of pauses and extensions, for the letters that tell of them.
create table clock_act (
  id         uuid        constraint clock_act_pkey primary key,
  dossier_id uuid        not null constraint clock_act_dossier_fkey references dossier (id),
  type       text        not null check (type in ('pause', 'resume', 'extend')),
  ground     text,
  at         timestamptz not null,
  acted_by   uuid        not null,
  agency_code text       not null,
  was_due_at timestamptz,
  due_at     timestamptz,
  reason     sealed      not null
);
create index clock_act_dossier_idx on clock_act (dossier_id, at);

revoke delete on supplement, clock_act from {{runtime}};
revoke update on clock_act from {{runtime}};
