import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { EffectTx, Effects } from '@motcua/service-kit/events';
import { dossierFacts } from './dossier-fact.js';

/** One of the two sets of rows. */
export type Generation = 0 | 1;

/** What can run a statement: an effect or a command's transaction. */
interface Statements {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Writes what events say into sets of rows; a statement for each type of event. Types that no report is made of are passed over. */
export async function project(
  statements: Statements,
  events: readonly { readonly type: string; readonly data: string }[],
  generations: readonly Generation[],
): Promise<void> {
  for (const [type, fact] of dossierFacts) {
    const rows = events.filter((event) => event.type === type).map((event) => fact.rowOf(event.data));
    if (rows.length > 0) await statements.query(fact.statement, [JSON.stringify(rows), generations]);
  }
}

/** Takes an event into the live rows, and into those of a rebuild that is under way. */
async function take(tx: EffectTx, _payload: unknown, event: CloudEvent): Promise<void> {
  const rows = await tx.query<{ live: Generation; building: Generation | null }>(
    'select live, building from projection_generation for share',
  );
  const generations = rows.flatMap(({ live, building }) => (building === null ? [live] : [live, building]));
  await project(tx, [event], generations);
}

/** The effects of the dossier service's events on the projection. */
export const projectionEffects: Effects = {
  'dossier.submitted': take,
  'dossier.accepted': take,
  'dossier.decided': take,
  'dossier.returned': take,
};
