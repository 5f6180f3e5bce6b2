import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { inForce } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import { InputInvalid, problem } from '@motcua/service-kit/errors';
import { civilDateAt, clockState, due, extendClock, type Calendar, type Limit } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import { TurnNotPossible } from '../turn/turn.problems.js';
import { becauseNotAccepted } from '../turn/allowed-turns.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';

/** The letter of apology has to leave a while before the due date, and that moment has passed. */
export class ExtensionTooLate extends problem<{ latest: string }>('extension-too-late', 409, {
  vi: {
    title: 'Quá muộn để gia hạn',
    detail: ({ latest }) => `Văn bản xin lỗi phải gửi trước hạn trả kết quả, chậm nhất ngày ${latest}.`,
  },
  en: {
    title: 'Too late to extend',
    detail: ({ latest }) => `The letter of apology has to leave before the due date, on ${latest} at the latest.`,
  },
}) {}

export const ExtendDossierInput = z
  .strictObject({
    extension: z.strictObject({
      n: z.number().positive().max(365),
      unit: z.enum(['workingDay', 'calendarDay', 'workingHour']),
    }),
    /** Why; it stands in the letter of apology. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'ExtendDossierInput' });
export type ExtendDossierInput = z.infer<typeof ExtendDossierInput>;

/**
 * Gives a dossier a new appointment, with a letter of apology that leaves before the first one: as often as the rule allows, and never
 * longer than the procedure's law.
 * @source Nghị định 61/2018/NĐ-CP, Điều 19
 * @throws ExtensionTooLate (409); InputInvalid (422) longer than the law allows; what `lockForTurn` throws
 */
export class ExtendDossier {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: ExtendDossierInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row, rules, procedure, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'extend');
      if (!row.clock || !row.due_at) throw new TurnNotPossible(becauseNotAccepted);
      const { calendar, definition } = procedure;
      const wasDueAt = row.due_at;
      const rule = inForce(rules.province.extension, civilDateAt(row.submitted_at))?.value;
      if (rule && due(calendar, tx.at, rule.noticeBefore).dueAt > wasDueAt)
        throw new ExtensionTooLate({ latest: lastNotice(calendar, tx.at, wasDueAt, rule.noticeBefore) });
      const ledger = extendClock(calendar, row.clock, tx.at, input.extension, caller.subjectId);
      const { dueAt } = clockState(ledger);
      const longest = definition.extension && due(calendar, wasDueAt, definition.extension).dueAt;
      if (longest && dueAt > longest) throw tooLong();
      const id = uuidv7();
      await tx.query(
        `with told as (
           insert into clock_act (id, dossier_id, type, at, acted_by, agency_code, was_due_at, due_at, reason)
           values ($1, $2, 'extend', $3, $4, $5, $6, $7, $8)),
         later as (
           update task set due_at = $7 where dossier_id = $2 and state = 'open' and due_at = $6)
         update dossier set clock = $9, due_at = $7, version = version + 1 where id = $2`,
        [
          id,
          row.id,
          tx.at,
          caller.subjectId,
          actingFor.agencyCode ?? row.competent_agency_code,
          wasDueAt,
          dueAt,
          sealer.seal(input.reason, `clock_act.reason:${id}`),
          JSON.stringify(ledger),
        ],
      );
      tx.record(
        event('dossier.extended', row.id, { dossier: referenceOf(row), extendedAt: tx.at, wasDueAt, dueAt }, actingFor),
      );
      return { id: row.id, version: row.version + 1 };
    });
  }
}

function tooLong(): InputInvalid {
  const text = {
    vi: 'Gia hạn dài hơn mức pháp luật cho phép.',
    en: 'The extension is longer than the law allows.',
  };
  return new InputInvalid(undefined, { faults: [{ pointer: '/extension/n', code: 'maximum', text }] });
}

/** The last day on which the letter would have left in time. */
function lastNotice(calendar: Calendar, now: Date, dueAt: Date, noticeBefore: Limit): string {
  const dayMs = 86_400_000;
  let day = new Date(dueAt);
  while (day > new Date(now.getTime() - 60 * dayMs) && due(calendar, day, noticeBefore).dueAt > dueAt) {
    day = new Date(day.getTime() - dayMs);
  }
  return civilDateAt(day).split('-').reverse().join('/');
}
