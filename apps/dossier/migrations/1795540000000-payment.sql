-- What a dossier costs is frozen in dossier.fees; here is the money that came for it and what went back.

alter table dossier
  drop constraint dossier_fee_state_check,
  add constraint dossier_fee_state_check check (fee_state in ('none', 'due', 'paid', 'partlyRefunded', 'refunded'));

create table payment (
  id             uuid        constraint payment_pkey primary key,
  dossier_id     uuid        not null constraint payment_dossier_fkey references dossier (id),
  way            text        not null check (way in ('counter', 'online')),
  -- `open`: the provider was asked for it. `disputed`: another amount than was asked for has come.
  state          text        not null check (state in ('open', 'paid', 'failed', 'disputed')),
  -- What was due.
  amount_vnd     bigint      not null check (amount_vnd > 0),
  -- What has come.
  received_vnd   bigint      check (received_vnd > 0),
  -- It came when nothing was due any more, and is to be given back.
  surplus        boolean     not null default false,
  started_at     timestamptz not null,
  settled_at     timestamptz,
  -- At the counter.
  means          text        check (means in ('cash', 'card', 'transfer')),
  receipt_number text,
  recorded_by    uuid,
  agency_code    text,
  -- Online: the provider's number of it, where it is paid, until when, and when the provider was asked how it stands.
  reference      text,
  redirect_url   text,
  expires_at     timestamptz,
  asked_at       timestamptz,
  constraint payment_counter_check check ((way = 'counter') = (means is not null) and (way = 'counter') = (receipt_number is not null) and (way = 'counter') = (recorded_by is not null)),
  constraint payment_online_check check ((way = 'online') = (expires_at is not null)),
  constraint payment_received_check check ((state in ('paid', 'disputed')) = (received_vnd is not null)),
  constraint payment_settled_check check ((state = 'open') = (settled_at is null))
);
create index payment_dossier_idx on payment (dossier_id, started_at);
create unique index payment_open_key on payment (dossier_id) where state = 'open';
create unique index payment_receipt_key on payment (agency_code, receipt_number) where way = 'counter';
create index payment_asked_idx on payment (asked_at nulls first, started_at) where state = 'open';
create index payment_fault_idx on payment (settled_at, id) where surplus or state = 'disputed';

create table refund (
  id          uuid        constraint refund_pkey primary key,
  payment_id  uuid        not null constraint refund_payment_fkey references payment (id),
  amount_vnd  bigint      not null check (amount_vnd > 0),
  refunded_at timestamptz not null,
  refunded_by uuid        not null,
  agency_code text        not null,
  reason      sealed      not null
);
create index refund_payment_idx on refund (payment_id);

-- Every word of the provider, also about payments that nobody here knows.
create table payment_notice (
  notice_id   text        constraint payment_notice_pkey primary key,
  received_at timestamptz not null,
  payment_id  uuid        constraint payment_notice_payment_fkey references payment (id),
  -- As the provider named it.
  payment_key text        not null,
  reference   text        not null,
  status      text        not null check (status in ('pending', 'succeeded', 'failed')),
  amount_vnd  bigint      not null,
  -- What came of it here.
  effect      text        not null check (effect in ('paid', 'surplus', 'disputed', 'failed', 'none', 'unknownPayment')),
  -- How often the provider said it again.
  repeats     integer     not null default 0
);
create index payment_notice_unknown_idx on payment_notice (received_at, notice_id) where effect = 'unknownPayment';

revoke delete on payment, payment_notice from {{runtime}};
revoke update, delete on refund from {{runtime}};
