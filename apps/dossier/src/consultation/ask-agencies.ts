import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { FieldFault } from '@motcua/service-kit/errors';
import { due, type Limit } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import { askedAside, type Rules } from '../rules/rules.js';
import { lockForTurn, referenceOf, type LockedDossier } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { consultationAsked } from './consultation.events.js';
import { ConsultationInvalid } from './consultation.problems.js';

export const AskAgenciesInput = z
  .strictObject({
    agencyCodes: z
      .array(z.string().min(1).max(80))
      .min(1)
      .max(10)
      .refine((codes) => new Set(codes).size === codes.length),
    question: z.string().trim().min(1).max(4000),
    /** How long they have; never longer than the dossier itself. */
    limit: z.strictObject({
      n: z.int().min(1).max(100),
      unit: z.enum(['workingDay', 'calendarDay', 'workingHour']),
    }),
  })
  .meta({ id: 'AskAgenciesInput' });
export type AskAgenciesInput = z.infer<typeof AskAgenciesInput>;

/**
 * Asks agencies for their opinions beside the drawing, all at once. Each answers its own task in its own time; the process does not wait.
 * @source Nghị định 61/2018/NĐ-CP, Điều 19
 * @throws ConsultationInvalid (422); what `lockForTurn` throws
 */
export class AskAgencies {
  constructor(private readonly ground: DossierGround) {}

  execute(
    caller: Caller,
    dossierId: string,
    version: number,
    { agencyCodes, question, limit }: AskAgenciesInput,
  ): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const dossier = await lockForTurn(tx, this.ground, dossierId, version, 'consult');
      const tasks = questionsTo(agencyCodes, dossier.rules, tx.at).map(({ agencyCode, candidates }) => {
        const id = uuidv7();
        return {
          id,
          timer_id: uuidv7(),
          task_key: `consult-${id}`,
          agency_code: agencyCode,
          candidates,
          due_at: termOf(dossier, agencyCode, limit, tx.at),
          question: sealer.seal(question, `consultation.question:${id}`),
        };
      });
      await tx.query(
        `with asked as (select * from jsonb_to_recordset($2::jsonb) as t (id uuid, timer_id uuid, task_key text, agency_code text,
             candidates text[], due_at timestamptz, question text)),
         opened as (
           insert into task (id, dossier_id, task_key, element_id, kind, agency_code, candidates, item, state, created_at, due_at)
           select t.id, $1, t.task_key, $3, 'consult', t.agency_code, t.candidates, to_jsonb(t.agency_code), 'open', $4, t.due_at from asked t),
         timed as (
           insert into timer (id, dossier_id, kind, key, element_id, started_at, fire_at)
           select t.timer_id, $1, 'silence', t.id::text, $3, $4, t.due_at from asked t),
         put as (
           insert into consultation (task_id, dossier_id, asked_by, question) select t.id, $1, $5, t.question from asked t)
         update dossier set version = version + 1 where id = $1`,
        [dossierId, JSON.stringify(tasks), askedAside, tx.at, caller.subjectId],
      );
      tx.record(...tasks.map((task) => consultationAsked(referenceOf(dossier.row), task, tx.at, dossier.actingFor)));
      return { id: dossierId, version: dossier.row.version + 1 };
    });
  }
}

/** By when an agency answers, by its own hours; a dossier that is late already leaves it its own limit. */
function termOf({ row, rules, procedure }: LockedDossier, agencyCode: string, limit: Limit, at: Date): Date {
  const own = due(rules.hoursAt(procedure.definition, agencyCode).calendar, at, limit).dueAt;
  return row.due_at && row.due_at > at && row.due_at < own ? row.due_at : own;
}

/** Who may answer at each agency: whoever works on dossiers there. */
function questionsTo(agencyCodes: readonly string[], rules: Rules, at: Date) {
  const faults: FieldFault[] = [];
  const questions = agencyCodes.map((agencyCode, index) => {
    const candidates = rules.workingPositionsAt(agencyCode, at).map((position) => `${agencyCode}/${position}`);
    if (candidates.length === 0) {
      const text = {
        vi: 'Không có cơ quan này, hoặc không có ai ở đó trả lời.',
        en: 'There is no such agency, or nobody there who could answer.',
      };
      faults.push({ pointer: `/agencyCodes/${index}`, code: 'unknownAgency', text });
    }
    return { agencyCode, candidates };
  });
  if (faults.length > 0) throw new ConsultationInvalid(undefined, { faults });
  return questions;
}
