import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Stage } from '@motcua/contracts/dossier/v1/events';
import { isVisible } from '@motcua/form';
import type { Procedure } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import { InputInvalid, type FieldFault } from '@motcua/service-kit/errors';
import { due } from '@motcua/working-time';
import { pauseDossier } from '../clock/pause-dossier.js';
import type { DossierGround } from '../dossier-ground.js';
import { lockForTurn, referenceOf, type TurnRow } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { supplementRule } from './supplement-rule.js';

const SupplementItem = z.strictObject({
  /** Code of a published paper of the procedure; absent for something else that the law asks for. */
  componentCode: z.string().min(1).max(80).optional(),
  /** What is missing or to be put right. */
  note: z.string().trim().min(1).max(1000),
  /** Why it may be asked for although it is not published. */
  legalBasis: z.string().trim().min(1).max(300).optional(),
});
export type SupplementItem = z.infer<typeof SupplementItem>;

export const RequestSupplementInput = z
  .strictObject({
    /** Everything that is missing, at once. */
    items: z.array(SupplementItem).max(30),
    /** What of the declaration is to be put right: JSON pointers of its form's fields. */
    fields: z
      .array(z.string().min(2).max(300))
      .max(50)
      .refine((pointers) => new Set(pointers).size === pointers.length)
      .optional(),
    reason: z.string().trim().min(1).max(2000),
    /** Why a leader asks again although the rule's number is spent. */
    overrideReason: z.string().trim().min(1).max(1000).optional(),
  })
  .refine(({ items, fields = [] }) => items.length + fields.length > 0, {
    path: ['items'],
    error: 'something is asked for',
  })
  .meta({ id: 'RequestSupplementInput' });
export type RequestSupplementInput = z.infer<typeof RequestSupplementInput>;

/**
 * Asks the applicant, once and for all, for what is missing: the clock stands still, and the dossier closes when nothing comes in time.
 * Only published papers may be asked for, what the declaration says, or what a law names.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17; Nghị định 118/2025/NĐ-CP, Điều 5
 * @throws InputInvalid (422) with the item or field that may not be asked for; what `lockForTurn` throws
 */
export class RequestSupplement {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: RequestSupplementInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const turn = input.overrideReason === undefined ? 'requestSupplement' : 'overrideSupplement';
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, turn);
      const { row, rules, procedure, actingFor } = dossier;
      const { items, fields = [] } = input;
      checkItems(procedure.definition, items);
      if (fields.length > 0) checkFields(procedure.definition, fields, row, this.ground);
      const rule = supplementRule(rules, procedure.definition, row.submitted_at);
      const id = uuidv7();
      const lapsesAt = due(procedure.calendar, tx.at, rule.closesAfter).dueAt;
      const seal = (text: string | undefined, column: string) =>
        text === undefined ? null : sealer.seal(text, `supplement.${column}:${id}`);
      await pauseDossier(tx, dossier, 'supplement');
      await tx.query(
        `with asked as (
           insert into supplement (id, dossier_id, stage, requested_at, requested_by, agency_code, lapses_at, items, fields, reason, override_reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))
         insert into timer (id, dossier_id, kind, key, started_at, fire_at) values ($12, $2, 'supplementLapse', $1::uuid::text, $4, $7)`,
        [
          id,
          row.id,
          row.accepted_at ? 'process' : 'intake',
          tx.at,
          caller.subjectId,
          actingFor.agencyCode ?? row.competent_agency_code,
          lapsesAt,
          seal(JSON.stringify(items), 'items'),
          fields,
          seal(input.reason, 'reason'),
          seal(input.overrideReason, 'override_reason'),
          uuidv7(),
        ],
      );
      tx.record(
        event(
          'supplement.requested',
          row.id,
          {
            dossier: referenceOf(row),
            supplementId: id,
            stage: row.accepted_at ? Stage.STAGE_PROCESS : Stage.STAGE_INTAKE,
            requestedAt: tx.at,
            lapsesAt,
            items: items.length + fields.length,
            overLimit: row.supplements >= rule.maxPerStage,
            fields: [...fields],
          },
          actingFor,
        ),
      );
      return { id: row.id, version: row.version + 1 };
    });
  }
}

function checkItems({ components }: Procedure, items: readonly SupplementItem[]): void {
  const faults = items.flatMap(({ componentCode, legalBasis }, index): FieldFault[] => {
    if (componentCode === undefined) {
      if (legalBasis !== undefined) return [];
      const text = {
        vi: 'Giấy tờ ngoài danh mục đã công bố phải nêu căn cứ pháp lý.',
        en: 'What is not among the published papers needs its legal basis.',
      };
      return [{ pointer: `/items/${index}/legalBasis`, code: 'required', text }];
    }
    if (components.some(({ code }) => code === componentCode)) return [];
    const text = { vi: 'Thủ tục không yêu cầu giấy tờ này.', en: 'The procedure does not ask for this paper.' };
    return [{ pointer: `/items/${index}/componentCode`, code: 'unknownComponent', text }];
  });
  if (faults.length > 0) throw new InputInvalid(undefined, { faults });
}

/** A field that the form does not ask for because of what was declared cannot be put right; what it hangs on can. */
function checkFields(
  { form }: Procedure,
  pointers: readonly string[],
  row: TurnRow,
  { sealer }: Pick<DossierGround, 'sealer'>,
): void {
  if (row.parent_id !== null) {
    const text = {
      vi: 'Tờ khai thuộc hồ sơ liên thông; hãy yêu cầu sửa ở hồ sơ gốc.',
      en: 'The declaration is that of the interconnected dossier; ask there for it to be put right.',
    };
    throw new InputInvalid(undefined, { faults: [{ pointer: '/fields', code: 'partOfAnother', text }] });
  }
  const answers: unknown = JSON.parse(sealer.open(row.answers, `dossier.answers:${row.id}`));
  const fields = form.layout.flatMap((section) => section.fields);
  const faults = pointers.flatMap((pointer, index): FieldFault[] => {
    const field = fields.find((candidate) => candidate.pointer === pointer);
    if (field && isVisible(field, answers)) return [];
    const text = { vi: 'Tờ khai không có mục này.', en: 'The declaration does not have this field.' };
    return [{ pointer: `/fields/${index}`, code: 'unknownField', text }];
  });
  if (faults.length > 0) throw new InputInvalid(undefined, { faults });
}
