import type { DueTimer } from './timer-handler.js';

/** Timers of one kind, each of another dossier, that can be fired by one statement. */
interface Turn {
  readonly kind: string;
  readonly timers: DueTimer[];
}

/** Orders timers so that those of one dossier fire one behind the other, as they came due, and those of different ones together. */
export function inTurns(timers: readonly DueTimer[]): Turn[] {
  const byMoment = timers.toSorted(
    (a, b) => a.fireAt.getTime() - b.fireAt.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
  const firedBefore = new Map<string, number>();
  const turns = new Map<string, Turn>();
  const ofRound = (round: number, kind: string) => {
    const name = `${String(round).padStart(6, '0')} ${kind}`;
    const turn = turns.get(name) ?? { kind, timers: [] };
    turns.set(name, turn);
    return turn;
  };
  for (const timer of byMoment) {
    const round = firedBefore.get(timer.dossierId) ?? 0;
    firedBefore.set(timer.dossierId, round + 1);
    ofRound(round, timer.kind).timers.push(timer);
  }
  return [...turns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, turn]) => turn);
}
