-- The OpenID provider: its keys, what it has under way, and the applications that still have to hear of a sign-out.

-- The newest key whose signs_from has come is the one that signs. Those before it stay published until what they signed has ended.
create table signing_key (
  kid         text constraint signing_key_pkey primary key,
  public_jwk  jsonb       not null,
  private_jwk sealed      not null,
  created_at  timestamptz not null,
  signs_from  timestamptz not null constraint signing_key_signs_from_key unique
);

-- Codes, tokens, grants, interactions and sessions of the provider. What names one may be a secret and lies here as its SHA-256 alone.
create table openid_state (
  kind        text        not null,
  id_hash     bytea       not null,
  grant_hash  bytea,
  uid_hash    bytea,
  -- The session of the platform under which a session of the provider began; it is worth nothing without it.
  session_id  uuid,
  -- Of a session: the applications signed in to, and the name that each knows the session by.
  clients     jsonb       not null default '{}',
  payload     sealed      not null,
  consumed_at timestamptz,
  expires_at  timestamptz not null,
  constraint openid_state_pkey primary key (kind, id_hash)
);
create index openid_state_grant_idx on openid_state (grant_hash) where grant_hash is not null;
create index openid_state_uid_idx on openid_state (uid_hash) where uid_hash is not null;
create index openid_state_session_id_idx on openid_state (session_id) where session_id is not null;
create index openid_state_expires_at_idx on openid_state (expires_at);

-- A queue: who leads sends what is due, and deletes it when it has arrived or a day has passed.
create table openid_logout (
  id              uuid constraint openid_logout_pkey primary key,
  client_id       text        not null,
  subject_id      uuid        not null,
  sid             text        not null,
  queued_at       timestamptz not null default clock_timestamp(),
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp()
);
create index openid_logout_next_attempt_at_idx on openid_logout (next_attempt_at);
