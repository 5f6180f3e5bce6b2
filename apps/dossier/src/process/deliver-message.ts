import { advance } from '@motcua/process';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { readableBy } from '../dossier/row-scope.js';
import { passFeeWaits } from '../fee/fee-waits.js';
import { codeKeyOf, readTrackingNumber } from '../tracking/tracking-number.js';
import { callerOfOne } from '../turn/one-of-many.js';
import {
  behindParent,
  lockedDossier,
  parentLocked,
  referenceOf,
  turnColumns,
  type TurnRow,
} from '../turn/locked-dossier.js';
import { moveProcess } from './move-process.js';

const Scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

export const MessageInput = z
  .strictObject({
    /** As the drawing names it. */
    name: z.string().min(1).max(200),
    /** What the drawing correlates by; where it names nothing, the dossier's code or tracking number. */
    correlation: z.string().min(1).max(200),
    /** What the process is to know from now on; never personal data. */
    variables: z
      .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,99}$/), z.union([Scalar, z.array(Scalar).max(100)]))
      .optional(),
  })
  .meta({ id: 'MessageInput' });
export type MessageInput = z.infer<typeof MessageInput>;

export const MessageAnswer = z
  .object({
    /** How many dossiers waited for it; a message that came before waits no more, and changes nothing. */
    delivered: z.int(),
  })
  .meta({ id: 'MessageAnswer' });
export type MessageAnswer = z.infer<typeof MessageAnswer>;

interface Waiting {
  readonly dossier_id: string;
  readonly subscription_key: string;
}

const mostDossiers = 200;

/** Brings a message to the dossiers that wait for it, of those that the sender may see; a transaction for each. */
export class DeliverMessage {
  constructor(private readonly ground: DossierGround) {}

  async execute(caller: Caller, { name, correlation, variables = {} }: MessageInput): Promise<MessageAnswer> {
    const scope = readableBy(caller, 5);
    const waiting = await this.ground.queries.read<Waiting>(
      `select s.dossier_id, s.subscription_key from subscription s join dossier d on d.id = s.dossier_id
        where s.message_name = $1 and (s.correlation = $2 or (s.correlation is null and (d.code_key = $3 or d.tracking_number = $4)))
          and ${scope.condition} order by s.dossier_id limit ${mostDossiers}`,
      [name, correlation, codeKeyOf(correlation), readTrackingNumber(correlation) ?? '', ...scope.values],
    );
    let delivered = 0;
    for (const { dossier_id: id, subscription_key: key } of waiting) {
      if (await this.deliver(callerOfOne(caller, `${id}/${key}`), id, key, name, variables)) delivered += 1;
    }
    return { delivered };
  }

  private async deliver(
    caller: Caller,
    dossierId: string,
    subscriptionKey: string,
    name: string,
    variables: NonNullable<MessageInput['variables']>,
  ): Promise<boolean> {
    const { commands, clock } = this.ground;
    const answer = await commands.run(caller, clock.now(), async (tx) => {
      const [row] = await tx.query<TurnRow>(
        `with ${parentLocked('select c.parent_id from dossier c where c.id = $1')}
         select ${turnColumns('$2')} from dossier d where d.id = $1 and d.state = 'inProcess' and ${behindParent} for update of d`,
        [dossierId, []],
      );
      const dossier = row && (await lockedDossier(tx, this.ground, row));
      const received = { type: 'messageReceived', at: tx.at, subscriptionKey, variables } as const;
      // Another message, or what took the waiting away, was first.
      if (!dossier || 'rejected' in advance(dossier.procedure.process, dossier.row.process_state, received))
        return { delivered: false };
      await tx.query('delete from subscription where dossier_id = $1 and subscription_key = $2', [
        dossierId,
        subscriptionKey,
      ]);
      tx.record(
        event(
          'message.received',
          dossierId,
          { dossier: referenceOf(dossier.row), name, receivedAt: tx.at },
          dossier.actingFor,
        ),
      );
      await moveProcess(tx, dossier, received);
      await passFeeWaits(tx, this.ground, dossier);
      return { delivered: true };
    });
    return answer.delivered;
  }
}
