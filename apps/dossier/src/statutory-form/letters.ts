import { Decision } from '@motcua/contracts/dossier/v1/events';
import { readPayload } from '@motcua/contracts/events';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { WholeDossierRow } from '../dossier/read-dossier.js';
import type { Rules } from '../rules/rules.js';
import { supplementViews } from '../supplement/supplement-view.js';
import { FormNotAvailable, formSetOf, headOf, type FormEvent, type FormGround } from './form-ground.js';
import { formSets } from './form-set.js';

/** The forms that tell of one act, each as often as the act happened. */
export const letterForms = ['supplement-request', 'refusal', 'apology', 'stop-notice'] as const;
export type LetterForm = (typeof letterForms)[number];

/** What of an event tells whether it has a letter. */
export type LetterEvent = Pick<FormEvent, 'id' | 'type' | 'data'>;

export interface Letter<Event extends LetterEvent = FormEvent> {
  readonly form: LetterForm;
  /** The act: the id of the supplement, else of the event. */
  readonly of: string;
  readonly event: Event;
}

/** The events of a dossier `d` that may have a letter, as JSON aggregates them. */
export const letterColumn = `coalesce((select json_agg(json_build_object('id', l.id, 'type', l.type, 'data', l.data, 'at', l.occurred_at) order by l.sequence)
  from event_log l where l.aggregate_id = d.id
   and l.type in ('supplement.requested', 'dossier.rejected', 'dossier.decided', 'dossier.extended', 'dossier.stopped')), '[]') as letter_events`;

/** The letters of a dossier that the set of its day has a form for, oldest first. */
export function lettersOf<Event extends LetterEvent>(
  history: readonly Event[],
  row: Pick<WholeDossierRow, 'accepted_at' | 'submitted_at'>,
  rules: Rules,
): Letter<Event>[] {
  const numbered = formSets[formSetOf(row, rules)];
  return history.flatMap((event): Letter<Event>[] => {
    const form = letterFormOf(event);
    if (!form || !numbered[form]) return [];
    const of = form === 'supplement-request' ? readPayload('supplement.requested', event.data).supplementId : event.id;
    return [{ form, of, event }];
  });
}

function letterFormOf({ type, data }: LetterEvent): LetterForm | undefined {
  switch (type) {
    case 'supplement.requested':
      return 'supplement-request';
    case 'dossier.rejected':
      return 'refusal';
    case 'dossier.decided':
      return readPayload(type, data).decision === Decision.DECISION_REFUSED ? 'refusal' : undefined;
    case 'dossier.extended':
      return 'apology';
    case 'dossier.stopped':
      return 'stop-notice';
    default:
      return undefined;
  }
}

/** What a letter says, with the reason that was given for its act. */
export async function letterContent(ground: FormGround, letter: Letter, queries: Queries, sealer: Sealer) {
  const { row, rules } = ground;
  const { form, of, event } = letter;
  const head = (agencyCode: string) => ({
    ...headOf(ground, form, {
      agencyCode: event.agency_code ?? agencyCode,
      issuedAt: event.occurred_at,
      officerId: event.actor_id,
    }),
    of,
  });
  switch (form) {
    case 'supplement-request': {
      const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
      const asked = supplementViews(row.supplement_rows, definition, sealer).find(({ id }) => id === of);
      if (!asked) throw new Error(`the supplement ${of} has no row`);
      const items = asked.items.map(({ component, note, legalBasis }) => ({
        ...(component && { name: component.name.vi }),
        note,
        ...(legalBasis !== undefined && { legalBasis }),
      }));
      const fields = asked.fields.map(({ section, label }) => ({ section: section.vi, label: label.vi }));
      return { ...head(row.intake_agency_code), reason: asked.reason, items, fields, lapsesAt: asked.lapsesAt };
    }
    case 'refusal': {
      const isAtIntake = event.type === 'dossier.rejected';
      const reason = isAtIntake
        ? open(sealer, row.closing_note, `dossier.closing_note:${row.id}`)
        : open(sealer, decisionNoteAt(ground, event), `dossier.decision_note:${row.id}`);
      return {
        ...head(isAtIntake ? row.intake_agency_code : row.competent_agency_code),
        reason,
        refused: isAtIntake ? 'intake' : 'result',
      };
    }
    case 'apology': {
      const { wasDueAt, dueAt } = readPayload('dossier.extended', event.data);
      const [act] = await queries.read<{ id: string; reason: Sealed }>(
        `select id, reason from clock_act where dossier_id = $1 and type = 'extend' and at = $2`,
        [row.id, event.occurred_at],
      );
      if (!act || !wasDueAt || !dueAt || !row.accepted_at) throw new FormNotAvailable();
      return {
        ...head(row.competent_agency_code),
        reason: sealer.open(act.reason, `clock_act.reason:${act.id}`),
        acceptedAt: row.accepted_at.toISOString(),
        wasDueAt: wasDueAt.toISOString(),
        dueAt: dueAt.toISOString(),
      };
    }
    case 'stop-notice':
      return {
        ...head(row.competent_agency_code),
        reason: open(sealer, row.closing_note, `dossier.closing_note:${row.id}`),
        stoppedAt: event.occurred_at.toISOString(),
      };
  }
}

/** The reason of one decision: of the present one, or of one before the dossier was reopened. */
function decisionNoteAt({ row }: FormGround, event: FormEvent): Sealed | null {
  const { decidedAt } = readPayload('dossier.decided', event.data);
  const earlier = row.earlier_decisions.find(
    ({ decided_at }) => new Date(decided_at).getTime() === decidedAt?.getTime(),
  );
  return earlier ? earlier.decision_note : row.decision_note;
}

/** Decisions of earlier releases may have been made without words. */
function open(sealer: Sealer, note: Sealed | null, place: string): string {
  return note ? sealer.open(note, place) : 'Không đủ điều kiện giải quyết theo quy định.';
}
