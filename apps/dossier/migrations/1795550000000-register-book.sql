-- The register book of a counter is read by the day of acceptance.
create index dossier_register_idx on dossier (intake_agency_code, accepted_at, id) where accepted_at is not null;
