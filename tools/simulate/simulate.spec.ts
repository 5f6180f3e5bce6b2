import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { Platform, readProvinceFiles } from '@motcua/platform';
import { unwrap } from '@motcua/sdk';
import { createLogger } from '@motcua/service-kit/logs';
import { inCheckout } from '../checkout.js';
import { clientWithCookies } from './session.js';
import { simulate, type Simulation } from './simulate.js';

describe('a simulation of two days with five dossiers each', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let platform: Platform;
  let result: Simulation;
  const progress: string[] = [];

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-simulate-'));
    postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    const log = createLogger({ service: 'simulate', level: 'error', destination: 'stderr' });
    platform = await Platform.start({ postgres, dataDir, port: 0, demo: true, log });
    await platform.identity.applyPack(await readProvinceFiles(inCheckout('deploy/provinces/bac-lieu-ca-mau')));
    await untilInForce(platform);
    const baseUrl = await platform.app.getUrl();
    const { demoAccounts } = unwrap(await clientWithCookies(baseUrl).GET('/api/identity/v1/province'));
    assert.ok(demoAccounts);
    const size = { days: 2, perDay: 5, seed: 1 };
    result = await simulate({ baseUrl, accounts: demoAccounts, ...size, progress: (line) => progress.push(line) });
  });

  after(async () => {
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('hands in all ten and finds each of them again', () => {
    assert.equal(result.handedIn, 10);
    assert.equal(
      Object.values(result.states).reduce((sum, count) => sum + count, 0),
      10,
    );
  });

  it('leaves them in more than one state, worked on by the officers', () => {
    assert.ok(Object.keys(result.states).length > 1, JSON.stringify(result.states));
    assert.ok(result.stepsDone >= 10, `${result.stepsDone} steps`);
  });

  it('tells after each day how far it is', () => {
    assert.equal(progress.length, 2);
  });
});

/** An activation travels as an event; until the dossier service has it, nobody can hand anything in. */
async function untilInForce({ dossier }: Platform): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await dossier.catalogue.fields();
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
