import { z } from 'zod';
import { valueAt } from '@motcua/form';
import type { Procedure } from '@motcua/pack';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { Text } from '../procedure/procedure.schemas.js';
import { DeclaredField, fieldsAt } from './declared-fields.js';
import type { SupplementItem } from './request-supplement.js';

const Instant = z.iso.datetime();

/** What the applicant was asked to bring, as everybody who may read the dossier sees it. */
export const SupplementView = z.object({
  id: z.uuid(),
  stage: z.enum(['intake', 'process']),
  state: z.enum(['open', 'answered', 'lapsed']),
  requestedAt: Instant,
  /** When the dossier closes if nothing comes. */
  lapsesAt: Instant,
  answeredAt: Instant.optional(),
  reason: z.string(),
  items: z.array(
    z.object({
      component: z.object({ code: z.string(), name: Text }).optional(),
      note: z.string(),
      legalBasis: z.string().optional(),
    }),
  ),
  /** What of the declaration was to be put right. */
  fields: z.array(DeclaredField),
  answer: z.string().optional(),
  /** What then changed of the declaration, for those who read it; a value is absent where nothing was declared. */
  changes: z.array(DeclaredField.extend({ before: z.unknown().optional(), after: z.unknown().optional() })).optional(),
});
export type SupplementView = z.infer<typeof SupplementView>;

/** A request as JSON aggregates it: instants are text. */
export interface SupplementRow {
  readonly id: string;
  readonly stage: SupplementView['stage'];
  readonly state: SupplementView['state'];
  readonly requested_at: string;
  readonly lapses_at: string;
  readonly answered_at: string | null;
  readonly items: Sealed;
  readonly reason: Sealed;
  readonly answer: Sealed | null;
  readonly fields: readonly string[];
  readonly earlier: EarlierDeclaration | null;
}

/** The declaration as it was before the answer to a request. */
interface EarlierDeclaration {
  readonly id: string;
  readonly answers: Sealed;
  readonly fields: readonly string[];
  readonly replaced_at: string;
}

/** The requests of a dossier `d`, oldest first. */
export const supplementColumn = `coalesce((select json_agg(json_build_object('id', s.id, 'stage', s.stage, 'state', s.state, 'requested_at', s.requested_at,
  'lapses_at', s.lapses_at, 'answered_at', s.answered_at, 'items', s.items, 'reason', s.reason, 'answer', s.answer, 'fields', s.fields,
  'earlier', (select json_build_object('id', e.id, 'answers', e.answers, 'fields', e.fields, 'replaced_at', e.replaced_at) from earlier_declaration e where e.supplement_id = s.id)) order by s.requested_at)
  from supplement s where s.dossier_id = d.id), '[]') as supplement_rows`;

/** @param declared the present declaration, for those who are told what changed of it */
export function supplementViews(
  rows: readonly SupplementRow[],
  { components, form }: Pick<Procedure, 'components' | 'form'>,
  sealer: Sealer,
  declared?: unknown,
): SupplementView[] {
  return rows.map((row, index) => {
    const open = (text: Sealed, column: string) => sealer.open(text, `supplement.${column}:${row.id}`);
    const items = JSON.parse(open(row.items, 'items')) as SupplementItem[];
    return {
      id: row.id,
      stage: row.stage,
      state: row.state,
      requestedAt: new Date(row.requested_at).toISOString(),
      lapsesAt: new Date(row.lapses_at).toISOString(),
      ...(row.answered_at && { answeredAt: new Date(row.answered_at).toISOString() }),
      reason: open(row.reason, 'reason'),
      items: items.map(({ componentCode, note, legalBasis }) => {
        const component = components.find(({ code }) => code === componentCode);
        return {
          ...(component && { component: { code: component.code, name: component.name } }),
          note,
          ...(legalBasis !== undefined && { legalBasis }),
        };
      }),
      fields: fieldsAt(form, row.fields),
      ...(row.answer && { answer: open(row.answer, 'answer') }),
      ...(row.earlier && declared !== undefined && { changes: changesOf(row.earlier, rows.slice(index + 1)) }),
    };
  });

  function changesOf(earlier: EarlierDeclaration, later: readonly SupplementRow[]): SupplementView['changes'] {
    const was = declarationOf(earlier, sealer);
    const next = later.find((row) => row.earlier)?.earlier;
    const became = next ? declarationOf(next, sealer) : declared;
    return fieldsAt(form, earlier.fields).map((field) => ({
      ...field,
      before: valueAt(was, field.pointer),
      after: valueAt(became, field.pointer),
    }));
  }
}

/**
 * The declaration of a dossier as it was at a moment.
 * @param rows its requests, oldest first
 */
export function declaredAt(rows: readonly SupplementRow[], at: Date, declared: unknown, sealer: Sealer): unknown {
  const replaced = rows.find(({ earlier }) => earlier && new Date(earlier.replaced_at) > at)?.earlier;
  return replaced ? declarationOf(replaced, sealer) : declared;
}

function declarationOf({ id, answers }: EarlierDeclaration, sealer: Sealer): unknown {
  return JSON.parse(sealer.open(answers, `earlier_declaration.answers:${id}`));
}
