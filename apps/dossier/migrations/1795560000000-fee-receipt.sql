-- The receipt (biên lai) for a fee: its number is the platform's own, counted per collecting agency and year, and given once. A number of
-- a printed book of receipts may stand beside it, and no longer has to.

create table receipt_counter (
  agency_code text    not null,
  year        integer not null,
  last        integer not null check (last > 0),
  constraint receipt_counter_pkey primary key (agency_code, year)
);

alter table payment
  add column e_receipt_number text constraint payment_e_receipt_key unique,
  -- Only what paid the fee has a receipt; payments of earlier releases have none.
  add constraint payment_e_receipt_check check (e_receipt_number is null or (state = 'paid' and not surplus and agency_code is not null)),
  drop constraint payment_counter_check,
  add constraint payment_counter_check check ((way = 'counter') = (means is not null) and (way = 'counter' or receipt_number is null) and (way = 'counter') = (recorded_by is not null));

revoke delete on receipt_counter from {{runtime}};
