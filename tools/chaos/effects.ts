import type { Databases } from './databases.js';

/** The services that take in the dossier service's events. */
export const consumers = ['document', 'notification', 'reporting'] as const;
export type ConsumerName = (typeof consumers)[number];

/**
 * One effect of an event in a consumer's rows, as its database noted it when it happened.
 * `subject` is the event's type in reporting, its id in notification, and the claimed file in document.
 */
export interface Effect {
  readonly place: number;
  readonly dossierId: string;
  readonly subject: string;
  readonly at: Date;
}

const ledger = `
  create table chaos_effect (
    place      bigint generated always as identity primary key,
    dossier_id uuid not null,
    subject    text not null,
    at         timestamptz not null default clock_timestamp());
  create index on chaos_effect (dossier_id);
  grant insert on chaos_effect to public;`;

const instants = { submitted_at: 'submitted', accepted_at: 'accepted', decided_at: 'decided', returned_at: 'returned' };

const triggers: Record<ConsumerName, string> = {
  notification: `
    create function chaos_note() returns trigger language plpgsql as $$ begin
      insert into chaos_effect (dossier_id, subject) values (new.dossier_id, new.event_id::text);
      return null;
    end $$;
    create trigger chaos_note after insert on message for each row execute function chaos_note();`,
  document: `
    create function chaos_note() returns trigger language plpgsql as $$ begin
      insert into chaos_effect (dossier_id, subject) values (new.dossier_id, new.id::text);
      return null;
    end $$;
    create trigger chaos_note after update on stored_file for each row
      when (new.state = 'claimed' and old.state <> 'claimed') execute function chaos_note();`,
  reporting: `
    create function chaos_note() returns trigger language plpgsql as $$ begin
      if new.generation <> (select live from projection_generation) then return null; end if;
      ${Object.entries(instants)
        .map(
          ([column, name]) => `
      if new.${column} is not null and (tg_op = 'INSERT' or old.${column} is null) then
        insert into chaos_effect (dossier_id, subject) values (new.dossier_id, 'dossier.${name}');
      end if;`,
        )
        .join('')}
      return null;
    end $$;
    create trigger chaos_note after insert or update on dossier_report for each row execute function chaos_note();`,
};

/** Lets the consumers' databases note every effect in the order in which it happens: a tool's memory would not survive as proof. */
export async function noteEffects(databases: Databases): Promise<void> {
  for (const consumer of consumers) await databases.select(consumer, ledger + triggers[consumer]);
}

/** The effects on some dossiers, in their order. */
export async function effectsOn(
  databases: Databases,
  consumer: ConsumerName,
  dossierIds: readonly string[],
): Promise<Effect[]> {
  return databases.select<Effect>(
    consumer,
    `select place::integer as place, dossier_id as "dossierId", subject, at from chaos_effect where dossier_id = any ($1::uuid[]) order by place`,
    [dossierIds],
  );
}
