import { due, compileCalendar, compileStretches, type Calendar, type Limit } from '@motcua/working-time';
import { inCheckout } from '../checkout.js';
import { readSoundProvince } from '../motcua/province.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const rounds = 5;
const additions = 200_000;
const starts = 1_000;
const firstStart = Date.UTC(2025, 0, 6);
const hour = 3_600_000;

/** The same span in working days and in hours of eight a day. */
const spans = [
  { name: '1 day', days: 1 },
  { name: '1 week', days: 5 },
  { name: '1 month', days: 21 },
  { name: '6 months', days: 125 },
  { name: '24 months', days: 500 },
] as const;

/** Additions of working time by the sample province's calendars, from spans of a day to spans of two years. */
export async function benchWorkingTime({ say }: BenchOptions): Promise<Measurement> {
  const { calendars } = await readSoundProvince(inCheckout('deploy/provinces/bac-lieu-ca-mau'), 'en');
  const [official, other] = calendars.calendars;
  if (!official || !other) throw new Error('the sample province has more than one calendar');
  const changing = compileStretches([
    { validFrom: official.coveredFrom, calendar: official },
    { validFrom: '2026-03-02', calendar: other },
  ]);
  const kinds: readonly [string, Calendar, (days: number) => Limit][] = [
    ['working days', compileCalendar(official), (n) => ({ n, unit: 'workingDay' })],
    ['working hours', compileCalendar(official), (n) => ({ n: n * 8, unit: 'workingHour' })],
    ['working days by calendars that follow one another', changing, (n) => ({ n, unit: 'workingDay' })],
  ];
  const from = Array.from({ length: starts }, (_, index) => new Date(firstStart + index * 7 * hour));
  const slowest: number[] = [];
  const apart: number[] = [];
  const further: Record<string, number> = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [what, calendar, limitOf] of kinds) {
      const perSecond = spans.map(({ days }) => additionsPerSecond(calendar, from, limitOf(days)));
      if (round === 0) continue; // the compiler warms up
      slowest.push(Math.min(...perSecond));
      apart.push(Math.max(...perSecond) / Math.min(...perSecond));
      say(
        `${what}: ${spans.map(({ name }, index) => `${name} ${perSecond[index]?.toFixed(0)}`).join(', ')} additions a second`,
      );
      if (what === 'working hours')
        for (const [index, { name }] of spans.entries()) further[`${name} of hours`] = perSecond[index] ?? 0;
    }
  }
  const opsPerSecond = Math.min(...slowest);
  return {
    name: 'working-time',
    opsPerSecond,
    baselinePerSecond: null,
    ratio: null,
    p50Ms: null,
    p99Ms: null,
    targets: [
      target('the slowest span', 'additions a second', slowest, { atLeast: 500_000 }),
      target('the fastest span by the slowest', 'times', apart, { below: 2 }),
    ],
    further,
  };
}

/** A second of one core, whatever else the machine does. */
function additionsPerSecond(calendar: Calendar, from: readonly Date[], limit: Limit): number {
  const begun = process.cpuUsage();
  let sum = 0;
  for (let count = 0; count < additions; count += from.length)
    for (const start of from) sum += due(calendar, start, limit).dueAt.getTime();
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1_000_000;
  if (!Number.isFinite(sum)) throw new Error('an addition came to nothing');
  return additions / seconds;
}
