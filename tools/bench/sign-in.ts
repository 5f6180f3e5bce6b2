import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { inParallel, median, perSecond, quantile } from './load.js';
import { withCluster } from './measured-cluster.js';
import { target, type BenchOptions, type Measurement } from './measurement.js';
import { memoryOf } from './memory.js';
import { serviceNames } from '../start-services/service-cluster.js';

const rounds = 5;
/** Below the limit of sign-ins a minute and address, which is taken back between rounds. */
const ofRound = 100;
const atOnce = 4;
const sessions = 500;
const restMs = 20_000;
/** What identity hashes with unless an operator says otherwise. */
const cost = { memoryCost: 19_456, timeCost: 2 };
const officers = ['tiepnhan.tinh', 'tiepnhan.baclieu', 'hotich.giarai', 'lanhdao.tinh'];
const password = 'motcua-2026';

/**
 * Sign-ins a second, beside the bare check of a password by turns in one run; and what 500 sessions at rest add to the memory of all
 * services, each of which has answered every one of them once.
 */
export async function benchSignIn({ port, say }: BenchOptions): Promise<Measurement> {
  return withCluster({ port }, say, async ({ cluster, pools }) => {
    const [identity] = cluster.of('identity');
    const [dossier] = cluster.of('dossier');
    if (!identity || !dossier) throw new Error('A service has no process');
    let next = 0;
    const signIn = async (): Promise<string> => {
      const response = await fetch(`http://127.0.0.1:${identity.options.httpPort}/api/identity/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ identifier: officers[next++ % officers.length], password }),
      });
      const [cookie] = response.headers.getSetCookie();
      await response.arrayBuffer();
      if (response.status !== 200 || cookie === undefined) throw new Error(`Signing in: ${response.status}`);
      return cookie.split(';')[0] ?? '';
    };
    const hashed = await hash(password, cost);
    const bare = () => inParallel(ofRound, atOnce, () => verify(hashed, password));
    const whole = async () => {
      await takeBackLimit(pools.identity);
      return inParallel(ofRound, atOnce, signIn);
    };
    await whole();
    const [rates, ofHash, ratios, p50, p99]: number[][] = [[], [], [], [], []];
    for (let round = 1; round <= rounds; round++) {
      const [alone, together] = round % 2 === 1 ? [await bare(), await whole()] : [undefined, await whole()];
      const baseline = perSecond(alone ?? (await bare()));
      rates?.push(perSecond(together));
      ofHash?.push(baseline);
      ratios?.push(perSecond(together) / baseline);
      p50?.push(quantile(together.latenciesMs, 0.5));
      p99?.push(quantile(together.latenciesMs, 0.99));
      say(`round ${round}: ${perSecond(together).toFixed(1)} sign-ins a second, ${baseline.toFixed(1)} bare checks`);
    }
    const held = async () => {
      await pause(restMs);
      const each = await Promise.all(serviceNames.map((service) => memoryOf(cluster, service)));
      return each.reduce((sum, { pss }) => sum + pss, 0);
    };
    const before = await held();
    for (let begun = 0; begun < sessions; begun += ofRound) {
      await takeBackLimit(pools.identity);
      await inParallel(ofRound, atOnce, async () => {
        const cookie = await signIn();
        for (const path of [
          '/api/identity/v1/session',
          '/api/dossier/v1/tasks',
          '/api/notification/v1/messages/unread-count',
        ])
          await (await fetch(`${cluster.url}${path}`, { headers: { cookie } })).arrayBuffer();
      });
    }
    const after = await held();
    say(`${sessions} sessions at rest: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after`);
    return {
      name: 'sign-in',
      opsPerSecond: median(rates ?? []),
      baselinePerSecond: median(ofHash ?? []),
      ratio: median(ratios ?? []),
      p50Ms: median(p50 ?? []),
      p99Ms: median(p99 ?? []),
      targets: [
        target('sign-ins beside the bare check of a password', '', ratios ?? [], { atLeast: 0.7 }),
        target(`memory that ${sessions} sessions at rest add to all services`, 'MB', [after - before], { below: 50 }),
      ],
      further: { pssBeforeMb: before, pssAfterMb: after },
    };
  });
}

/** Sign-ins from one address are limited by the minute, which is not what is measured. */
async function takeBackLimit(identity: Pool): Promise<void> {
  await identity.query('delete from rate_limit');
}
