import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { GivenAtNationalPortal } from '@motcua/contracts/dossier/v1/events';
import { DocumentServiceService, type FileMetadata } from '@motcua/contracts/document/v1/document';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Tx } from '@motcua/service-kit/database';
import { InputInvalid, NotFound, type FieldFault } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Procedure } from '@motcua/pack';
import { resumeDossier } from '../clock/pause-dossier.js';
import type { DossierGround } from '../dossier-ground.js';
import { givenFiles, rethrowUsedFile } from '../intake/given-files.js';
import { Answers } from '../intake/intake.schemas.js';
import { lockForTurn, referenceOf, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { correctDeclaration, type CorrectedDeclaration } from './correct-declaration.js';
import { supplementRule } from './supplement-rule.js';

export const AnswerSupplementInput = z
  .strictObject({
    /** Papers that are brought; those on paper have no file. */
    components: z
      .array(
        z.strictObject({
          code: z.string().min(1).max(80),
          fileIds: z.array(z.uuid()).max(20),
          sets: z.int().min(1).max(50).optional(),
        }),
      )
      .max(50),
    /** What is put right of the declaration, shaped as its form says: the fields that were asked for and what hangs on them; null takes one back. */
    answers: Answers.optional(),
    note: z.string().trim().min(1).max(2000).optional(),
  })
  .refine(({ components, answers, note }) => components.length > 0 || answers !== undefined || note !== undefined, {
    path: ['components'],
    error: 'something is brought, or said',
  })
  .meta({ id: 'AnswerSupplementInput' });
export type AnswerSupplementInput = z.infer<typeof AnswerSupplementInput>;

/**
 * Takes in what was missing, from the citizen or at the desk: the papers join the dossier, what was put right takes its place in the
 * declaration, which is kept as it was before, and the clock runs again. Fees that were assessed and a limit that runs stay as they are.
 * @throws InputInvalid (422) with the paper or file that does not belong; AnswersInvalid (422) with the field; FileAlreadyUsed (409); what `lockForTurn` throws
 */
export class AnswerSupplement {
  constructor(
    private readonly ground: DossierGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
  ) {}

  async execute(caller: Caller, dossierId: string, version: number, input: AnswerSupplementInput): Promise<TurnAnswer> {
    const files = await givenFiles(this.documents, caller, input.components);
    return this.take(caller, input, files, (tx) =>
      lockForTurn(tx, this.ground, dossierId, version, 'answerSupplement'),
    );
  }

  /**
   * The same with files that are at hand already.
   * @param lock the dossier, for this turn
   * @param given how it was brought elsewhere
   */
  take(
    caller: Caller,
    input: AnswerSupplementInput,
    files: readonly FileMetadata[],
    lock: (tx: Tx) => Promise<LockedDossier>,
    given?: GivenAtNationalPortal,
  ): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands
      .run(caller, clock.now(), async (tx): Promise<TurnAnswer> => {
        const dossier = await lock(tx);
        const answeredAt = given?.givenAt ?? tx.at;
        const { row, rules, procedure, actingFor } = dossier;
        checkPapers(procedure.definition, input, new Set(files.map(({ id }) => id)));
        const [open] = await tx.query<{ id: string; fields: string[] }>(
          `select id, fields from supplement where dossier_id = $1 and state = 'open' for update`,
          [row.id],
        );
        if (!open) throw new NotFound();
        const corrected = input.answers && this.correct(dossier, open.fields, input.answers);
        const rule = supplementRule(rules, procedure.definition, row.submitted_at);
        const resumed = await resumeDossier(tx, dossier, 'supplement', rule.clock);
        const componentOf = new Map(
          input.components.flatMap(({ code, fileIds }) => fileIds.map((fileId) => [fileId, code] as const)),
        );
        const fileRows = files.map(({ id, name, size, mediaType, sha256 }) => ({
          file_id: id,
          component_code: componentOf.get(id),
          name: sealer.seal(name, `dossier_file.name:${id}`),
          size,
          media_type: mediaType,
          sha256,
        }));
        await tx.query(
          `with answered as (
             update supplement set state = 'answered', answered_at = $2, answer = $3 where id = $1),
           untimed as (
             update timer set state = 'cancelled' where dossier_id = $4 and kind = 'supplementLapse' and state = 'waiting'),
           papers as (
             insert into dossier_component (dossier_id, code, sets)
             select $4, c.code, coalesce(c.sets, 1) from jsonb_to_recordset($5::jsonb) as c (code text, sets integer)
             on conflict (dossier_id, code) do nothing)
           insert into dossier_file (file_id, dossier_id, component_code, name, size, media_type, sha256)
           select f.file_id, $4, f.component_code, f.name, f.size, f.media_type, f.sha256
             from jsonb_to_recordset($6::jsonb) as f (file_id uuid, component_code text, name text, size bigint, media_type text, sha256 text)`,
          [
            open.id,
            answeredAt,
            input.note === undefined ? null : sealer.seal(input.note, `supplement.answer:${open.id}`),
            row.id,
            JSON.stringify(input.components),
            JSON.stringify(fileRows),
          ],
        );
        if (corrected && corrected.changed.length > 0) await this.keep(tx, row, open.id, corrected);
        tx.record(
          event(
            'supplement.answered',
            row.id,
            {
              dossier: referenceOf(row),
              supplementId: open.id,
              answeredAt,
              dueAt: resumed.due_at ?? undefined,
              fileIds: files.map(({ id }) => id),
              changedFields: [...(corrected?.changed ?? [])],
              nationalPortal: given,
            },
            actingFor,
          ),
        );
        return { id: row.id, version: row.version + 1 };
      })
      .catch(rethrowUsedFile);
  }

  private correct(
    { row, procedure }: LockedDossier,
    asked: readonly string[],
    given: z.infer<typeof Answers>,
  ): CorrectedDeclaration & { readonly declared: string } {
    const declared = this.ground.sealer.open(row.answers, `dossier.answers:${row.id}`);
    const answers = JSON.parse(declared) as z.infer<typeof Answers>;
    return { ...correctDeclaration(procedure.definition.form, asked, answers, given), declared };
  }

  /** The declaration as it is now, beside what it was. */
  private async keep(
    tx: Tx,
    { id }: TurnRow,
    supplementId: string,
    { answers, changed, declared }: ReturnType<AnswerSupplement['correct']>,
  ): Promise<void> {
    const { sealer } = this.ground;
    const earlierId = uuidv7();
    await tx.query(
      `with kept as (
         insert into earlier_declaration (id, dossier_id, supplement_id, answers, fields, replaced_at, replaced_by)
         values ($2, $1, $3, $4, $5, $6, $7))
       update dossier set answers = $8 where id = $1`,
      [
        id,
        earlierId,
        supplementId,
        sealer.seal(declared, `earlier_declaration.answers:${earlierId}`),
        changed,
        tx.at,
        tx.caller.kind === 'system' ? null : tx.caller.subjectId,
        sealer.seal(JSON.stringify(answers), `dossier.answers:${id}`),
      ],
    );
  }
}

function checkPapers({ components }: Procedure, input: AnswerSupplementInput, knownFiles: ReadonlySet<string>): void {
  const faults = input.components.flatMap(({ code, fileIds }, index): FieldFault[] => {
    const unknown = fileIds.flatMap((id, at): FieldFault[] =>
      knownFiles.has(id)
        ? []
        : [
            {
              pointer: `/components/${index}/fileIds/${at}`,
              code: 'unknownFile',
              text: {
                vi: 'Không tìm thấy tệp này trong các tệp bạn đã tải lên.',
                en: 'This file is not among those that you uploaded.',
              },
            },
          ],
    );
    if (components.some((component) => component.code === code)) return unknown;
    const text = { vi: 'Thủ tục không yêu cầu giấy tờ này.', en: 'The procedure does not ask for this paper.' };
    return [{ pointer: `/components/${index}/code`, code: 'unknownComponent', text }, ...unknown];
  });
  if (faults.length > 0) throw new InputInvalid(undefined, { faults });
}
