import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileCalendar } from './calendar.js';
import {
  ClockMisused,
  clockState,
  computeDue,
  extendClock,
  lengthenClock,
  pauseClock,
  recomputeClock,
  resumeClock,
  startClock,
  stopClock,
  type ClockLedger,
} from './clock-ledger.js';
import { due } from './due.js';
import { explainClock } from './explain-clock.js';
import { at, officialCalendar } from './official-calendar.fixture.js';

const calendar = compileCalendar(officialCalendar);
const days = (n: number) => ({ n, unit: 'workingDay' }) as const;

const verification = {
  more: days(3),
  elementId: 'verify',
  reason: { vi: 'Xác minh', en: 'Verification' },
  legalBasis: 'Điều 1',
};
const dueOf = (ledger: ClockLedger) => clockState(ledger).dueAt;
const misuse = (code: string) => (error: unknown) => error instanceof ClockMisused && error.code === code;

describe('a clock', () => {
  it('runs on after a supplement with what was left (example 7), or begins anew where the rule says so', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(10));
    const paused = pauseClock(started, at('2025-07-10T10:00'), 'supplement', 'officer');
    const brought = at('2025-07-22T14:00');
    assert.deepEqual(dueOf(paused), at('2025-07-21T17:00'));
    assert.deepEqual(dueOf(resumeClock(calendar, paused, brought, 'supplement')), at('2025-07-31T17:00'));
    assert.deepEqual(dueOf(resumeClock(calendar, paused, brought, 'supplement', 'restart')), at('2025-08-05T17:00'));
  });

  it('does not count the time at the tax office (example 11)', () => {
    const started = startClock(calendar, at('2026-03-02T08:00'), days(8));
    const paused = pauseClock(started, at('2026-03-05T15:00'), 'financialObligation');
    const paid = resumeClock(calendar, paused, at('2026-03-19T09:00'), 'financialObligation');
    assert.deepEqual(dueOf(paid), at('2026-03-26T17:00'));
  });

  it('keeps the first due date beside the extended one (example 10)', () => {
    const started = startClock(calendar, at('2026-06-01T08:00'), days(7));
    const extended = extendClock(calendar, started, at('2026-06-09T08:00'), days(3));
    const { dueAt, originalDueAt, extensions } = clockState(extended);
    assert.deepEqual([dueAt, originalDueAt, extensions], [at('2026-06-15T17:00'), at('2026-06-10T17:00'), 1]);
  });

  it('paused in its extension keeps what is left of the extension', () => {
    const started = startClock(calendar, at('2026-06-01T08:00'), days(7));
    const extended = extendClock(calendar, started, at('2026-06-09T08:00'), days(3));
    const early = pauseClock(extended, at('2026-06-09T10:00'), 'applicantChoice'); // 1 + 3 days left
    assert.deepEqual(
      dueOf(resumeClock(calendar, early, at('2026-06-22T10:00'), 'applicantChoice')),
      at('2026-06-26T17:00'),
    );
    const late = pauseClock(extended, at('2026-06-12T10:00'), 'applicantChoice'); // 1 day left
    assert.deepEqual(
      dueOf(resumeClock(calendar, late, at('2026-06-22T10:00'), 'applicantChoice')),
      at('2026-06-23T17:00'),
    );
  });

  it('counts pauses that overlap once: it runs again when the last ground has ended', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(10));
    const once = pauseClock(started, at('2025-07-10T10:00'), 'supplement');
    const twice = pauseClock(once, at('2025-07-14T10:00'), 'outage');
    const half = resumeClock(calendar, twice, at('2025-07-16T10:00'), 'supplement');
    assert.equal(clockState(half).state, 'paused');
    assert.deepEqual(dueOf(resumeClock(calendar, half, at('2025-07-22T14:00'), 'outage')), at('2025-07-31T17:00'));
  });

  it('stays overdue when a pause begins after its due date', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(3));
    const paused = pauseClock(started, at('2025-07-15T10:00'), 'supplement');
    assert.deepEqual(
      dueOf(resumeClock(calendar, paused, at('2025-07-22T14:00'), 'supplement')),
      at('2025-07-10T17:00'),
    );
  });

  it('measures overdue by what the law itself gives for a step, also while it stands still', () => {
    const started = startClock(calendar, at('2026-06-01T08:00'), days(7));
    const longer = lengthenClock(calendar, started, at('2026-06-03T08:00'), verification);
    const { dueAt, originalDueAt, extensions } = clockState(longer);
    assert.deepEqual([dueAt, originalDueAt, extensions], [at('2026-06-15T17:00'), at('2026-06-15T17:00'), 0]);
    const paused = pauseClock(started, at('2026-06-02T10:00'), 'outage');
    const whilePaused = lengthenClock(calendar, paused, at('2026-06-03T08:00'), verification);
    assert.deepEqual(
      dueOf(resumeClock(calendar, whilePaused, at('2026-06-04T10:00'), 'outage')),
      at('2026-06-17T17:00'),
    );
  });

  it('refuses what does not fit, and stays as it was', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(3));
    const paused = pauseClock(started, at('2025-07-08T08:00'), 'supplement');
    const stopped = stopClock(started, at('2025-07-08T08:00'));
    const later = at('2025-07-09T08:00');
    assert.throws(() => pauseClock(paused, later, 'supplement'), misuse('alreadyPaused'));
    assert.throws(() => resumeClock(calendar, started, later, 'supplement'), misuse('notPaused'));
    assert.throws(() => extendClock(calendar, paused, later, days(1)), misuse('paused'));
    for (const act of [
      () => stopClock(stopped, later),
      () => pauseClock(stopped, later, 'outage'),
      () => extendClock(calendar, stopped, later, days(1)),
    ]) {
      assert.throws(act, misuse('stopped'));
    }
  });

  it('moves behind a closure that is announced afterwards, and keeps the date before with the reason', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(5));
    const reason = { vi: 'Đóng cửa do bão', en: 'Closed by a storm' };
    const stormy = compileCalendar({ ...officialCalendar, closures: [{ date: '2025-07-10', reason }] });
    const moved = recomputeClock(stormy, started, at('2025-07-09T20:00'), reason);
    assert.ok(moved);
    assert.deepEqual(moved.entries.at(-1), {
      type: 'recomputed',
      at: at('2025-07-09T20:00').toISOString(),
      was: at('2025-07-14T17:00').toISOString(),
      dueAt: at('2025-07-15T17:00').toISOString(),
      reason,
    });
    assert.equal(recomputeClock(stormy, moved, at('2025-07-09T21:00'), reason), undefined, 'once is enough');
    assert.equal(recomputeClock(calendar, started, at('2025-07-09T21:00'), reason), undefined);
  });

  it('survives JSON, and replayed comes to the due date that it was given', () => {
    const minutes = fc.integer({ min: 1, max: 20_000 });
    const act = fc.record({
      kind: fc.constantFrom('pause', 'resume', 'extend', 'lengthen'),
      after: minutes,
      n: fc.integer({ min: 1, max: 9 }),
    });
    const unit = fc.constantFrom('workingDay', 'calendarDay', 'workingHour');
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 40 }), fc.array(act, { maxLength: 8 }), (of, n, acts) => {
        let now = at('2025-03-03T08:00');
        let ledger = startClock(calendar, now, { n, unit: of });
        for (const { kind, after, n: more } of acts) {
          now = new Date(now.getTime() + after * 60_000);
          const { state } = clockState(ledger);
          if (kind === 'pause' && state === 'running') ledger = pauseClock(ledger, now, 'supplement');
          if (kind === 'resume' && state === 'paused') ledger = resumeClock(calendar, ledger, now, 'supplement');
          if (kind === 'extend' && state === 'running')
            ledger = extendClock(calendar, ledger, now, { n: more, unit: of });
          if (kind === 'lengthen' && state === 'running')
            ledger = lengthenClock(calendar, ledger, now, { ...verification, more: { n: more, unit: of } });
        }
        const read = JSON.parse(JSON.stringify(ledger)) as ClockLedger;
        assert.deepEqual(computeDue(calendar, read), clockState(ledger).dueAt);
        assert.ok(clockState(read).dueAt >= clockState(read).originalDueAt);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('a clock explained', () => {
  it('says of each day whether it was counted, skipped or paused, and adds up to the limit', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(10));
    const paused = pauseClock(started, at('2025-07-10T10:00'), 'supplement');
    const { days: told, acts } = explainClock(
      calendar,
      resumeClock(calendar, paused, at('2025-07-22T14:00'), 'supplement'),
    );
    const counted = told.filter(({ counted: count }) => typeof count === 'number');
    assert.equal(
      counted.reduce((sum, { counted: count }) => sum + Number(count), 0),
      10,
    );
    assert.deepEqual(
      told.filter(({ counted: count }) => count === 'paused').map(({ date }) => date),
      Array.from({ length: 12 }, (_, index) => `2025-07-${index + 11}`),
    );
    assert.match(told.find(({ date }) => date === '2025-07-15')?.reason.vi ?? '', /^Tạm dừng: chờ người nộp bổ sung/);
    assert.equal(told.at(-1)?.date, '2025-07-31');
    assert.deepEqual(
      acts.map(({ text }) => text.vi.split(':')[0]),
      ['Bắt đầu tính thời hạn', 'Tạm dừng', 'Hết tạm dừng (chờ người nộp bổ sung hồ sơ), tính tiếp phần còn lại'],
    );
  });

  it('names each date once, in order, whatever happened', () => {
    const started = startClock(calendar, at('2025-07-07T08:00'), days(3));
    const extended = extendClock(calendar, started, at('2025-07-09T10:00'), days(4));
    const paused = pauseClock(extended, at('2025-07-11T10:00'), 'outage');
    const { days: told } = explainClock(calendar, resumeClock(calendar, paused, at('2025-07-11T16:00'), 'outage'));
    const dates = told.map(({ date }) => date);
    assert.deepEqual(dates, [...new Set(dates)].sort());
    assert.equal(told.filter(({ counted }) => counted === 1).length, 7);
    assert.deepEqual(due(calendar, at('2025-07-07T08:00'), days(7)).dueAt, at('2025-07-16T17:00'));
    assert.equal(dates.at(-1), '2025-07-16');
  });
});
