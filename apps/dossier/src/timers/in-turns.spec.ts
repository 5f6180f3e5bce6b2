import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inTurns } from './in-turns.js';
import type { DueTimer } from './timer-handler.js';

const timer = (id: string, dossierId: string, kind: string, minute: number): DueTimer => ({
  id,
  dossierId,
  kind,
  key: id,
  elementId: null,
  fireAt: new Date(minute * 60_000),
});
const turnsOf = (timers: readonly DueTimer[]) =>
  inTurns(timers).map((turn) => [turn.kind, turn.timers.map(({ id }) => id).join('')]);

describe('timers that fire in one transaction', () => {
  it('are fired together when each is of another dossier', () => {
    assert.deepEqual(turnsOf([timer('a', 'x', 'process', 2), timer('b', 'y', 'process', 1)]), [['process', 'ba']]);
  });

  it('are fired one behind the other when they are of one dossier, as they came due', () => {
    const timers = [
      timer('c', 'x', 'process', 3),
      timer('a', 'x', 'silence', 1),
      timer('b', 'x', 'process', 2),
      timer('d', 'y', 'process', 9),
    ];
    assert.deepEqual(turnsOf(timers), [
      ['process', 'd'],
      ['silence', 'a'],
      ['process', 'b'],
      ['process', 'c'],
    ]);
  });
});
