import { z } from 'zod';
import type { Procedure } from '@motcua/pack';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { Text } from '../procedure/procedure.schemas.js';
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
  answer: z.string().optional(),
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
}

/** The requests of a dossier `d`, oldest first. */
export const supplementColumn = `coalesce((select json_agg(json_build_object('id', s.id, 'stage', s.stage, 'state', s.state, 'requested_at', s.requested_at,
  'lapses_at', s.lapses_at, 'answered_at', s.answered_at, 'items', s.items, 'reason', s.reason, 'answer', s.answer) order by s.requested_at)
  from supplement s where s.dossier_id = d.id), '[]') as supplement_rows`;

export function supplementViews(
  rows: readonly SupplementRow[],
  { components }: Pick<Procedure, 'components'>,
  sealer: Sealer,
): SupplementView[] {
  return rows.map((row) => {
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
      ...(row.answer && { answer: open(row.answer, 'answer') }),
    };
  });
}
