import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { PaymentWay } from '@motcua/contracts/dossier/v1/events';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { amountText } from '../procedure/legal-words.js';
import { lockForTurn } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { ReceiptNumberUsed } from './fee.problems.js';
import { sumOf } from './frozen-fee.js';
import { takeMoney } from './settle-payment.js';

export const AmountVnd = z.int().min(1).max(1_000_000_000_000);

export const RecordPaymentInput = z
  .strictObject({
    /** What was taken; it must be what is due, to the đồng. */
    amountVnd: AmountVnd,
    means: z.enum(['cash', 'card', 'transfer']),
    /** Number of a receipt from a printed book, where the payer was given one beside the platform's own; an agency gives each once. */
    receiptNumber: z.string().trim().min(1).max(60).optional(),
  })
  .meta({ id: 'RecordPaymentInput' });
export type RecordPaymentInput = z.infer<typeof RecordPaymentInput>;

/**
 * Writes down that the fee was paid at the counter, gives its receipt a number, and lets the dossier go on that waited for it.
 * @throws InputInvalid (422) another amount is due; ReceiptNumberUsed (409); what `lockForTurn` throws
 */
export class RecordPayment {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: RecordPaymentInput): Promise<TurnAnswer> {
    const { commands, clock } = this.ground;
    return commands
      .run(caller, clock.now(), async (tx): Promise<TurnAnswer> => {
        const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'recordPayment');
        const { row, actingFor } = dossier;
        const due = sumOf(row.fees);
        if (input.amountVnd !== due) throw otherAmount(due);
        const id = uuidv7();
        const agencyCode = actingFor.agencyCode ?? row.intake_agency_code;
        await tx.query(
          `insert into payment (id, dossier_id, way, state, amount_vnd, received_vnd, started_at, settled_at, means, receipt_number, recorded_by, agency_code)
           values ($1, $2, 'counter', 'paid', $3, $3, $4, $4, $5, $6, $7, $8)`,
          [id, row.id, due, tx.at, input.means, input.receiptNumber ?? null, caller.subjectId, agencyCode],
        );
        await takeMoney(tx, this.ground, dossier, {
          id,
          amountVnd: due,
          way: PaymentWay.PAYMENT_WAY_COUNTER,
          agencyCode,
          surplus: false,
        });
        return { id: row.id, version: row.version + 1 };
      })
      .catch(rethrowUsedReceipt);
  }
}

function otherAmount(due: number): InputInvalid {
  const { vi, en } = amountText(due);
  const text = { vi: `Số tiền phải nộp là ${vi}.`, en: `What is due is ${en}.` };
  return new InputInvalid(undefined, { faults: [{ pointer: '/amountVnd', code: 'amountDue', text }] });
}

function rethrowUsedReceipt(error: unknown): never {
  if (!(error instanceof Error && 'constraint' in error && error.constraint === 'payment_receipt_key')) throw error;
  const text = {
    vi: 'Số biên lai này đã được ghi cho một khoản thu khác.',
    en: 'Another payment has this receipt number.',
  };
  throw new ReceiptNumberUsed(undefined, {
    cause: error,
    faults: [{ pointer: '/receiptNumber', code: 'taken', text }],
  });
}
