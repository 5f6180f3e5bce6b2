import { randomUUID } from 'node:crypto';
import { allows, type Caller, type Policy, type Role } from '@motcua/service-kit/caller';
import { target, type BenchOptions, type Measurement } from './measurement.js';

const rounds = 5;
const decisions = 100_000;
const wantedMicroseconds = 50;

const policies: readonly Policy[] = [
  'public',
  'authenticated',
  'officer',
  'dossier.submit',
  'dossier.intake',
  'dossier.process',
  'dossier.approve',
  'dossier.oversee',
  'province.administer',
];
const roles: readonly Role[] = ['intake', 'process', 'approve', 'oversee', 'administer'];

/** Decisions on every policy, for officers of one to twenty positions and for citizens. */
export function benchAccess({ say }: BenchOptions): Promise<Measurement> {
  const callers = [citizen(), ...[1, 5, 20].map((positions) => officer(positions))];
  const microseconds: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const each = microsecondsOfOne(callers);
    if (round === 0) continue; // the compiler warms up
    microseconds.push(each);
    say(`${each.toFixed(3)} µs a decision`);
  }
  const slowest = Math.max(...microseconds);
  return Promise.resolve({
    name: 'access',
    opsPerSecond: 1_000_000 / slowest,
    baselinePerSecond: null,
    ratio: null,
    p50Ms: null,
    p99Ms: null,
    targets: [target('a decision', 'µs', microseconds, { below: wantedMicroseconds })],
    further: {},
  });
}

/** Of one core, whatever else the machine does. */
function microsecondsOfOne(callers: readonly Caller[]): number {
  const begun = process.cpuUsage();
  let allowed = 0;
  const perRound = callers.length * policies.length;
  for (let count = 0; count < decisions; count += perRound)
    for (const caller of callers) for (const policy of policies) if (allows(caller, policy)) allowed += 1;
  const { user, system } = process.cpuUsage(begun);
  if (allowed === 0) throw new Error('nobody may do anything');
  return (user + system) / (Math.ceil(decisions / perRound) * perRound);
}

function citizen(): Caller {
  return {
    subjectId: randomUUID(),
    kind: 'citizen',
    positions: [],
    agencyCodes: [],
    language: 'vi',
    expiresAt: new Date(Date.now() + 3_600_000),
  };
}

function officer(positions: number): Caller {
  return {
    ...citizen(),
    kind: 'officer',
    positions: Array.from({ length: positions }, (_, index) => ({
      agencyCode: `agency-${index}`,
      positionCode: 'specialist',
      roles: roles.slice(0, 1 + (index % roles.length)),
    })),
  };
}
