import { v7 as uuidv7 } from 'uuid';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { isKnownEventType, type EventPayload, type EventType } from '@motcua/contracts/events';
import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Effect, Effects, EffectTx } from '@motcua/service-kit/events';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Packs } from '@motcua/service-kit/packs';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import type { AskTurn, Hearings, Told } from '../hearing/told.js';
import { whoHears } from '../hearing/who-hears.js';
import type { NotificationPart } from '../pack-part.js';
import { textColumns } from './message-text.js';
import { renderMessage, type DossierFacts, type RenderedMessage } from './render-message.js';

interface Neighbours {
  readonly dossier: Pick<ServiceClient<typeof DossierServiceService>, 'getTurn'>;
  readonly identity: Pick<ServiceClient<typeof IdentityServiceService>, 'findHolders'>;
}

type Facts = DossierFacts & { readonly citizenId?: string | undefined };

/**
 * Tells people what happened to a dossier: in the portal, and by mail where mail is sent. Words are asked of the dossier service when the
 * event comes, since none are in it; while that service or identity is away, events wait.
 */
export class WriteMessage {
  /** The effects of the dossier service's events. */
  readonly effects: Effects;

  constructor(
    private readonly packs: Packs<NotificationPart>,
    private readonly neighbours: Neighbours,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly options: { readonly byMail: boolean },
  ) {
    this.effects = Object.assign({}, ...Object.keys(whoHears).map((type) => this.effectOf(type))) as Effects;
  }

  private effectOf(type: string): Effects {
    if (!isKnownEventType(type)) return {};
    return { [type]: this.effectOfType(type) };
  }

  private effectOfType<T extends EventType>(type: T): Effect<T> | undefined {
    const hearing = (whoHears as Hearings)[type];
    if (!hearing || 'nobody' in hearing) return undefined;
    return async (tx, payload, event) => {
      const { part, hash } = await this.packs.inForce(tx);
      const facts = factsOf(payload);
      let asked: ReturnType<AskTurn> | undefined;
      const askTurn = () => (asked ??= this.neighbours.dossier.getTurn({ eventId: event.id }));
      for (const told of await hearing(payload, askTurn)) {
        const message = renderMessage(part, told.kind, facts, new Date(event.time), told.says);
        if (!message) continue;
        for (const recipientId of await this.recipientsOf(told, facts))
          await this.write(tx, recipientId, told, message, { event, dossierId: facts.dossierId, hash });
      }
    };
  }

  /** Whoever handed in at a counter without an account has no citizen id, and is told at the counter. */
  private async recipientsOf({ to }: Told, { citizenId }: Facts): Promise<readonly string[]> {
    if (to === 'citizen') return citizenId === undefined ? [] : [citizenId];
    const { officerIds } =
      to.positions.length === 0
        ? { officerIds: [] }
        : await this.neighbours.identity.findHolders({ positions: [...new Set(to.positions)] });
    return [...new Set([...to.people, ...officerIds])];
  }

  private async write(
    tx: EffectTx,
    recipientId: string,
    { kind, says }: Told,
    { subject, text }: RenderedMessage,
    { event, dossierId, hash }: { event: CloudEvent; dossierId: string; hash: string },
  ): Promise<void> {
    const id = uuidv7();
    const isSealed = says?.reason !== undefined || says?.items !== undefined;
    const columns = textColumns(text, isSealed, this.sealer, id);
    await tx.query(
      `with written as (
         insert into message (id, event_id, recipient_id, kind, dossier_id, at, subject_vi, subject_en, text_vi, text_en, text_sealed, pack_hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict on constraint message_event_recipient_key do nothing returning id)
       insert into delivery (message_id, channel, next_attempt_at) select id, 'email', $13::timestamptz from written where $14::boolean`,
      [
        id,
        event.id,
        recipientId,
        kind,
        dossierId,
        event.time,
        subject.vi,
        subject.en,
        columns.text_vi,
        columns.text_en,
        columns.text_sealed,
        hash,
        this.clock.now(),
        this.options.byMail,
      ],
    );
  }
}

/** Events of the beginning and the end of a dossier name it themselves, those of its later life by a reference. */
function factsOf(payload: EventPayload<EventType>): Facts {
  const facts: unknown = 'dossier' in payload ? payload.dossier : payload;
  if (!isFacts(facts)) throw new Error('the event names no dossier');
  return facts;
}

function isFacts(facts: unknown): facts is Facts {
  return typeof facts === 'object' && facts !== null && 'dossierId' in facts && 'procedureCode' in facts;
}
