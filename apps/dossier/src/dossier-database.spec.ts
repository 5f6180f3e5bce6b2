import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { dossierForTest, type DossierForTest } from './dossier.fixture.js';
import { birth } from './sample-dossiers.fixture.js';
import { OfficersAtWork } from './task/officers-at-work.fixture.js';

let dossier: DossierForTest;

before(async () => {
  dossier = await dossierForTest();
  await new OfficersAtWork(dossier).takeIn(birth);
});
after(() => dossier.close());

describe('the database of dossiers', () => {
  const asService = (sql: string) => dossier.service.ground.queries.read(sql);

  it('does not let the service delete a dossier, its papers, files or tasks, nor what happened', async () => {
    const tables = [
      'dossier',
      'dossier_component',
      'dossier_file',
      'task',
      'code_counter',
      'event_log',
      'event_position',
    ];
    for (const table of tables) {
      await assert.rejects(asService(`delete from ${table}`), { code: '42501' }, table);
      await assert.rejects(asService(`truncate ${table} cascade`), { code: '42501' }, table);
    }
  });

  it('does not let the service change what was handed in, nor what happened', async () => {
    await assert.rejects(asService('update dossier_component set sets = 2'), { code: '42501' });
    await assert.rejects(asService('update dossier_file set size = 1'), { code: '42501' });
    await assert.rejects(asService(`update event_log set type = 'x'`), { code: '42501' });
    await assert.rejects(asService('update event_position set hash = previous_hash'), { code: '42501' });
  });

  it('refuses personal data that is not sealed, and a dossier that is half accepted', async () => {
    await assert.rejects(asService(`update dossier set submitter = 'Nguyễn Thị Bảo Ngọc'`), { code: '23514' });
    await assert.rejects(asService('update dossier set code = null'), { code: '23514' });
    await assert.rejects(asService(`update dossier set decision = 'approved'`), { code: '23514' });
  });
});
