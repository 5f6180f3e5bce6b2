-- Requests counted for the limits of routes, by all replicas together. Not logged: a crash may forget them, and no backup needs them.
-- The columns are those that rate-limiter-flexible writes. `expire` is in milliseconds since 1970.
create unlogged table rate_limit (
  key    varchar(255) constraint rate_limit_pkey primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limit_expire_idx on rate_limit (expire);
