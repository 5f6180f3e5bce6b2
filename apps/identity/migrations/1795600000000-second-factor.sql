-- What proves beside the password that it is the person: codes of an application, passkeys, codes on paper. None belongs to a session.
create table totp (
  subject_id   uuid        constraint totp_pkey primary key,
  secret       sealed      not null,
  created_at   timestamptz not null,
  -- Null until the person has shown that the application gives the right codes.
  confirmed_at timestamptz,
  -- The half minute whose code was taken last: no code is taken twice.
  last_step    bigint      not null default 0
);

create table passkey (
  id            uuid        constraint passkey_pkey primary key,
  subject_id    uuid        not null,
  credential_id text        not null constraint passkey_credential_id_key unique,
  public_key    bytea       not null,
  -- How often the device says that it was used. It only grows; 0 for devices that do not count.
  counter       bigint      not null,
  transports    text[]      not null,
  -- The host that it was made for; browsers offer it to no other.
  host          text        not null,
  name          text        not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkey_subject_id_idx on passkey (subject_id);

create table recovery_code (
  subject_id uuid        not null,
  code_hash  bytea       not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  constraint recovery_code_pkey primary key (subject_id, code_hash)
);

alter table session
  -- What it lacks behind a right password; nothing for a whole one.
  add column awaits text constraint session_awaits_check check (awaits in ('secondFactor', 'enrolment')),
  add column second_factor_at timestamptz,
  -- `<browser>/<system>`, so that people know their own again; what else a browser says of itself is not kept.
  add column device text not null default 'other/other',
  -- What a passkey has to sign next, and until when.
  add column challenge text,
  add column challenge_until timestamptz;
