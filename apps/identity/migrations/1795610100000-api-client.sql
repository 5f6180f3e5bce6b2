-- Systems of agencies that call the API, as an administrator registers them; those of the operator's file stand beside them.
create table api_client (
  id                  uuid        constraint api_client_pkey primary key,
  client_id           text        not null constraint api_client_client_id_key unique,
  agency_code         text        not null,
  name_vi             text        not null,
  name_en             text        not null,
  scopes              text[]      not null,
  requests_per_minute integer     not null constraint api_client_quota_check check (requests_per_minute between 1 and 60000),
  registered_at       timestamptz not null,
  suspended_at        timestamptz,
  -- When it last got a token, to the minute.
  last_used_at        timestamptz
);
create index api_client_suspended_at_idx on api_client (suspended_at) where suspended_at is not null;

-- Several at once, so that one follows the other without a gap.
create table api_client_key (
  api_client_id uuid        not null constraint api_client_key_client_fkey references api_client (id),
  kid           text        not null,
  public_jwk    jsonb       not null,
  added_at      timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  -- The notice that was given last: 30 or 7 days ahead.
  told_days     smallint,
  constraint api_client_key_pkey primary key (api_client_id, kid),
  constraint api_client_key_life_check check (added_at < expires_at)
);
create index api_client_key_expires_at_idx on api_client_key (expires_at) where revoked_at is null;

revoke delete on api_client, api_client_key from {{runtime}};
