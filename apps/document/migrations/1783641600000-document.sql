-- Files and the forms that were rendered. The content lies in the file store; here is what is known of it.

create table stored_file (
  id                 uuid        constraint stored_file_pkey primary key,
  -- Who uploaded it; null for what the platform made itself.
  owner_id           uuid,
  name               sealed      not null,
  size               bigint      not null check (size > 0),
  media_type         text        not null,
  sha256             text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state              text        not null check (state in ('unclaimed', 'claimed', 'removed')),
  dossier_id         uuid,
  created_at         timestamptz not null,
  -- Since when it waits for a dossier; begins anew when a command asks for it.
  waiting_since      timestamptz not null,
  content_removed_at timestamptz,
  constraint stored_file_dossier_check check ((state = 'claimed') = (dossier_id is not null)),
  constraint stored_file_content_check check (content_removed_at is null or state = 'removed')
);
create index stored_file_unclaimed_owner_idx on stored_file (owner_id) where state = 'unclaimed';
create index stored_file_unclaimed_waiting_idx on stored_file (waiting_since) where state = 'unclaimed';
create index stored_file_content_left_idx on stored_file (id) where state = 'removed' and content_removed_at is null;
revoke delete on stored_file from {{runtime}};

-- A form is rendered once for a dossier, and never again.
create table rendered_form (
  dossier_id  uuid        not null,
  form        text        not null,
  form_set    text        not null,
  pack_hash   text        not null,
  file_id     uuid        not null constraint rendered_form_file_key unique
                          constraint rendered_form_file_fkey references stored_file (id),
  rendered_at timestamptz not null,
  constraint rendered_form_pkey primary key (dossier_id, form)
);
revoke update, delete on rendered_form from {{runtime}};
