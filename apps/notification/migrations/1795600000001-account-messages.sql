-- Messages about a person's own account lie beside those about dossiers, and are about none.
alter table message alter column dossier_id drop not null;
