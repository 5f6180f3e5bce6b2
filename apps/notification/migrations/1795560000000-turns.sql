-- Messages of every turn of a dossier, to its people and to officers. The kinds are those that the province words.
alter table message
  drop constraint message_kind_check,
  alter column text_vi drop not null,
  alter column text_en drop not null,
  -- Both texts as JSON, where somebody's words are in them.
  add column text_sealed sealed,
  -- The pack whose words were used; nothing for messages of earlier releases.
  add column pack_hash text,
  add constraint message_text_check check (num_nonnulls(text_vi, text_en) = case when text_sealed is null then 2 else 0 end);
