import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testKafka } from '@motcua/testing';
import { examineAftermath } from './aftermath.js';
import { faults } from './faults/index.js';
import { Load } from './load.js';
import { runFault } from './run-fault.js';
import { Scene } from './scene.js';
import { judge } from './verdict.js';

const { brokers, skip } = await testKafka();

/** A sample of what `npm run chaos` does at length. */
describe('a cluster at work', { skip }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-faults-'));
  let scene: Scene;

  before(async () => {
    scene = await Scene.open(dataDir, { brokers, prefix: `faults-${randomUUID()}.` });
  });
  after(async () => {
    await scene.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  for (const name of [
    'relay killed between publish and mark',
    'dossier killed while deadlines pass',
    'database connections cut',
  ]) {
    it(`loses nothing and does nothing twice or out of order: ${name}`, async () => {
      const fault = faults.find((each) => each.name === name);
      assert.ok(fault);
      const report = await runFault(scene, fault, { dossiers: 15, seed: 7 });
      const { lost, duplicated, outOfOrder, findings } = report;
      assert.deepEqual(
        { lost, duplicated, outOfOrder, findings },
        { lost: 0, duplicated: 0, outOfOrder: 0, findings: [] },
      );
      assert.ok(report.acknowledged >= 15);
    });
  }

  it('has reports that equal those rebuilt from whole event logs', async () => {
    assert.deepEqual(await examineAftermath(scene), []);
  });

  it('is judged by its databases: an effect that was taken away is lost, one that is there again is double', async () => {
    const load = new Load(scene.crew, { dossiers: 3, seed: 8, atOnce: 3, spreadMs: 0, acceptancesAlone: true });
    await load.done;
    await scene.untilQuiet();
    const [first, second] = load.dossierIds;
    await scene.databases.select('reporting', 'delete from chaos_effect where dossier_id = $1', [first]);
    await scene.databases.select(
      'reporting',
      `insert into chaos_effect (dossier_id, subject) values ($1, 'dossier.submitted')`,
      [second],
    );
    load.add({ dossierId: second ?? '', types: ['dossier.decided'] });
    const { lost, duplicated, outOfOrder } = await judge(scene, load);
    assert.deepEqual({ lost, duplicated, outOfOrder }, { lost: 3, duplicated: 1, outOfOrder: 1 });
  });
});
