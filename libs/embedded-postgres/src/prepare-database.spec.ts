import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { Login } from './postgres-access.js';
import { prepareDatabase, type ServiceDatabase } from './prepare-database.js';
import { type RunningPostgres, startPostgres } from './start-postgres.js';

describe('the database of a service', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motcua-spec-'));
  let postgres: RunningPostgres;
  let identity: ServiceDatabase;
  let dossier: ServiceDatabase;

  before(async () => {
    postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    [identity, dossier] = await Promise.all([
      prepareDatabase(postgres, 'identity'),
      prepareDatabase(postgres, 'dossier'),
    ]);
  });

  after(async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('lets its owner make tables and its runtime role only what the owner grants', async () => {
    await query(dossier, dossier.owner, 'CREATE TABLE task (id int); CREATE TABLE clock (id int)');
    await query(dossier, dossier.owner, 'GRANT SELECT ON task TO motcua_dossier');
    assert.deepEqual(await query(dossier, dossier.runtime, 'SELECT * FROM task'), []);
    await assert.rejects(query(dossier, dossier.runtime, 'SELECT * FROM clock'), { code: '42501' });
    await assert.rejects(query(dossier, dossier.runtime, 'CREATE TABLE fee (id int)'), { code: '42501' });
  });

  it('admits the two roles of its service and no role of another', async () => {
    for (const role of [identity.owner, identity.runtime]) {
      assert.deepEqual(await query(identity, role, 'SELECT 1 AS one'), [{ one: 1 }]);
      for (const database of ['motcua_dossier', 'postgres', 'template1']) {
        await assert.rejects(query({ ...identity, database }, role, 'SELECT 1'), { code: '42501' }, database);
      }
    }
  });

  it('stays as it is when it is prepared again', async () => {
    await query(identity, identity.owner, 'CREATE TABLE officer (id int)');
    assert.deepEqual(await prepareDatabase(postgres, 'identity'), identity);
    assert.deepEqual(await query(identity, identity.runtime, `SELECT to_regclass('officer')::text AS name`), [
      { name: 'officer' },
    ]);
  });

  it('finds Vietnamese names without their marks, and by parts of words', async () => {
    const found = await query(
      identity,
      identity.runtime,
      `SELECT unaccent('Đặng Thị Ước') AS plain, lower('ĐẶNG') AS lower, similarity('Đặng Ước', 'đặng ước') AS alike`,
    );
    assert.deepEqual(found, [{ plain: 'Dang Thi Uoc', lower: 'đặng', alike: 1 }]);
  });
});

async function query({ host, port, database }: ServiceDatabase, login: Login, sql: string) {
  const client = new Client({ host, port, database, ...login });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
