import type { Procedure } from '@motcua/pack';
import type { Tx } from '@motcua/service-kit/database';
import type { PauseGround } from '@motcua/working-time';

/** The elements of the drawing at which a dossier `d` stands: open steps, what it waits for, and timers that run. */
export const openElements = `array(
    select element_id from task where dossier_id = d.id and state = 'open'
    union select element_id from subscription where dossier_id = d.id
    union select element_id from timer where dossier_id = d.id and kind = 'process' and state in ('waiting', 'held'))`;

/** On which grounds people let the clock of a dossier `d` stand still, and nobody has ended it. */
const decidedGrounds = `array(
    select ground from clock_act a where dossier_id = d.id and type = 'pause'
       and not exists (select from clock_act r where r.dossier_id = d.id and r.type = 'resume' and r.ground = a.ground and r.id > a.id))`;

/** Both, where the clock stands still; nothing is asked for where it runs. */
export const clockHolderColumns = `case when d.paused_grounds = '{}' then '{}' else ${openElements} end as open_elements,
  case when d.paused_grounds = '{}' then '{}' else ${decidedGrounds} end as decided_grounds`;

export interface ClockHolderColumns {
  readonly open_elements: readonly string[];
  readonly decided_grounds: readonly string[];
}

type PausingProcedure = Pick<Procedure, 'steps' | 'waits'>;

/** A step or wait of the drawing that lets the clock stand still. */
export interface PausingElement {
  readonly elementId: string;
  readonly ground: PauseGround;
}

/** Steps and waits that the procedure's law takes out of the limit, such as a payment to the tax office, with their grounds. */
export function pausesOf({ steps, waits = {} }: PausingProcedure): ReadonlyMap<string, PauseGround> {
  return new Map(
    Object.entries({ ...steps, ...waits }).flatMap(([elementId, { pauses }]) => (pauses ? [[elementId, pauses]] : [])),
  );
}

/** Those among open elements that let the clock stand still now; one that waits for the fee does so for as long as the fee is due. */
export function pausingElements(
  definition: PausingProcedure,
  open: readonly string[],
  feeState: string | undefined,
): PausingElement[] {
  const pauses = pausesOf(definition);
  return open.flatMap((elementId) => {
    const ground = pauses.get(elementId);
    return ground && (ground !== 'feePending' || feeState === 'due') ? [{ elementId, ground }] : [];
  });
}

/** What holds the clock of a locked dossier: steps and waits of the drawing, and what people have decided. */
export async function readClockHolders(
  tx: Tx,
  dossierId: string,
  definition: PausingProcedure,
): Promise<{ readonly elements: readonly PausingElement[]; readonly decided: readonly string[] }> {
  const [now] = await tx.query<ClockHolderColumns & { readonly fee_state: string }>(
    `select ${openElements} as open_elements, ${decidedGrounds} as decided_grounds, d.fee_state from dossier d where d.id = $1`,
    [dossierId],
  );
  return {
    elements: pausingElements(definition, now?.open_elements ?? [], now?.fee_state),
    decided: now?.decided_grounds ?? [],
  };
}
