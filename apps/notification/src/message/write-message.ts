import { v7 as uuidv7 } from 'uuid';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { EffectTx, Effects } from '@motcua/service-kit/events';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import type { MessageKind, NotificationPart } from '../pack-part.js';
import { renderMessage, type DossierFacts } from './render-message.js';

/** Tells a registered citizen what happened to their dossier: in the portal, and by mail where mail is sent. */
export class WriteMessage {
  constructor(
    private readonly packs: Packs<NotificationPart>,
    private readonly clock: Clock,
    private readonly options: { readonly byMail: boolean },
  ) {}

  /** The effects of the dossier service's events. */
  readonly effects: Effects = {
    'dossier.submitted': (tx, payload, event) => this.execute(tx, 'dossier.submitted', payload, event),
    'dossier.accepted': (tx, payload, event) => this.execute(tx, 'dossier.accepted', payload, event),
    'dossier.decided': (tx, payload, event) => this.execute(tx, 'dossier.decided', payload, event),
    'dossier.returned': (tx, payload, event) => this.execute(tx, 'dossier.returned', payload, event),
  };

  /** Whoever handed in at a counter without an account has no citizen id, and is told at the counter. */
  private async execute(
    tx: EffectTx,
    kind: MessageKind,
    facts: DossierFacts & { readonly citizenId?: string | undefined },
    event: CloudEvent,
  ): Promise<void> {
    if (facts.citizenId === undefined) return;
    const { part } = await this.packs.inForce(tx);
    const { subject, text } = renderMessage(part, kind, facts, new Date(event.time));
    await tx.query(
      `with written as (
         insert into message (id, event_id, recipient_id, kind, dossier_id, at, subject_vi, subject_en, text_vi, text_en)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict on constraint message_event_recipient_key do nothing returning id)
       insert into delivery (message_id, channel, next_attempt_at) select id, 'email', $11::timestamptz from written where $12::boolean`,
      [
        uuidv7(),
        event.id,
        facts.citizenId,
        kind,
        facts.dossierId,
        event.time,
        subject.vi,
        subject.en,
        text.vi,
        text.en,
        this.clock.now(),
        this.options.byMail,
      ],
    );
  }
}
