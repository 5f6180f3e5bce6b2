import type { Tx } from '@motcua/service-kit/database';

/** A timer whose moment has come. Its row and its dossier's are locked, and it is marked as fired in the same transaction. */
export interface DueTimer {
  readonly id: string;
  readonly dossierId: string;
  readonly kind: string;
  /** Names it within its dossier and kind: the process's key, the id of a task or supplement. */
  readonly key: string;
  readonly elementId: string | null;
  readonly fireAt: Date;
}

/** What a kind of timer does. It must not fail because the dossier has moved on meanwhile. */
export type TimerHandler = (tx: Tx, timer: DueTimer) => Promise<void>;

/** The same for some timers at once, each of another dossier. */
export type TimersHandler = (tx: Tx, timers: readonly DueTimer[]) => Promise<void>;

export function oneByOne(handle: TimerHandler): TimersHandler {
  return async (tx, timers) => {
    for (const timer of timers) await handle(tx, timer);
  };
}
