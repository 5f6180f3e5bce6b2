import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { Platform } from '@motcua/platform';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { unwrap } from '@motcua/sdk';
import { createLogger } from '@motcua/service-kit/logs';
import { inCheckout } from '../checkout.js';
import { clientWithCookies, Session } from './session.js';
import { simulate, type Simulation } from './simulate.js';

describe('a simulation of four days with three dossiers each', () => {
  let dataDir: string;
  let postgres: RunningPostgres;
  let platform: Platform;
  let sessions: Session[];
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
    sessions = await Session.openAll(baseUrl, demoAccounts);
    result = await run(1, (line) => progress.push(line));
  });

  after(async () => {
    await platform.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('hands in all twelve and finds each of them again', () => {
    assert.equal(result.handedIn, 12);
    assert.equal(
      Object.values(result.states).reduce((sum, count) => sum + count, 0),
      12,
    );
  });

  it('leaves them in more than one state, worked on by the officers', () => {
    assert.ok(Object.keys(result.states).length > 1, JSON.stringify(result.states));
    assert.ok(result.stepsDone >= 10, `${result.stepsDone} steps`);
  });

  it('files the same again for the same seed, and something else for another', async () => {
    const first = await filedByCitizens();
    await run(1);
    const twice = await filedByCitizens();
    assert.deepEqual(twice, [...first, ...first].sort());
    await run(2);
    const withOthers = await filedByCitizens();
    assert.notDeepEqual(withOthers, [...first, ...first, ...first].sort());
  });

  it('tells after each day how far it is', () => {
    assert.equal(progress.length, 4);
  });

  function run(seed: number, progress: (line: string) => void = () => undefined): Promise<Simulation> {
    return simulate({ sessions, days: 4, perDay: 3, seed, progress });
  }

  /** Whose dossier, of which procedure, decided by whom: a line for each that came online. */
  async function filedByCitizens(): Promise<string[]> {
    const citizens = sessions.filter(({ profile }) => profile.kind === 'citizen');
    const lines = citizens.map(async ({ client, profile }) => {
      const page = await client.GET('/api/dossier/v1/my/dossiers', { params: { query: { limit: 100 } } });
      return unwrap(page).items.map(
        (item) => `${profile.subjectId} ${item.procedure.code} ${item.competentAgency.code}`,
      );
    });
    return (await Promise.all(lines)).flat().sort();
  }
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
