-- Money for no known payment is looked after outside motcua; whoever did so says what became of it.

alter table payment_notice
  add column cleared_at    timestamptz,
  add column cleared_by    uuid,
  add column clearing      text check (clearing in ('givenBack', 'nothingTaken')),
  add column clearing_note sealed,
  add constraint payment_notice_cleared_check check (
    num_nulls(cleared_at, cleared_by, clearing, clearing_note) in (0, 4) and (cleared_at is null or effect = 'unknownPayment'));

drop index payment_notice_unknown_idx;
create index payment_notice_unknown_idx on payment_notice (received_at, notice_id) where effect = 'unknownPayment' and cleared_at is null;
