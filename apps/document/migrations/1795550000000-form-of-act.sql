-- Some forms tell of one act, such as a request for a supplement: a dossier has them as often as the act happened.
alter table rendered_form
  drop constraint rendered_form_pkey,
  drop constraint rendered_form_file_key,
  add constraint rendered_form_pkey primary key (file_id),
  add column act_id uuid,
  add constraint rendered_form_key unique nulls not distinct (dossier_id, form, act_id);
