import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { databaseForTest, type DatabaseRecipe } from './database-for-test.js';

describe('a database for a test file', () => {
  let migrationsDir: string;
  let migrated = 0;
  let recipe: DatabaseRecipe;

  before(() => {
    migrationsDir = mkdtempSync(join(tmpdir(), 'motcua-migrations-'));
    writeFileSync(join(migrationsDir, '1783468800000-dossier.sql'), 'CREATE TABLE dossier (code text PRIMARY KEY)');
    recipe = {
      service: 'testing',
      migrationsDir,
      async migrate(database) {
        migrated += 1;
        await query({ ...database, ...database.owner }, 'CREATE TABLE dossier (code text PRIMARY KEY)');
        await query({ ...database, ...database.owner }, 'GRANT SELECT ON dossier TO motcua_testing');
      },
    };
  });

  after(() => {
    rmSync(migrationsDir, { recursive: true });
  });

  it('is migrated once and copied for each file, so that no file sees the rows of another', async () => {
    const first = await databaseForTest(recipe);
    const second = await databaseForTest(recipe);
    await query({ ...first, ...first.owner }, `INSERT INTO dossier VALUES ('H01.26-250701-0001')`);
    assert.deepEqual(await query({ ...second, ...second.owner }, 'SELECT * FROM dossier'), []);
    assert.equal(migrated, 1);
    await first.drop();
    await second.drop();
  });

  it('is migrated anew when a migration was added', async () => {
    const migratedBefore = migrated;
    writeFileSync(join(migrationsDir, '1783468800001-task.sql'), 'SELECT 1');
    const database = await databaseForTest(recipe);
    assert.equal(migrated, migratedBefore + 1);
    await database.drop();
  });

  it('lets the runtime role do what the migrations granted, and nothing more', async () => {
    const database = await databaseForTest(recipe);
    const runtime = { ...database, ...database.runtime };
    assert.deepEqual(await query(runtime, 'SELECT * FROM dossier'), []);
    await assert.rejects(query(runtime, 'DELETE FROM dossier'), { code: '42501' });
    await database.drop();
  });

  it('is gone after drop, even with a connection open', async () => {
    const database = await databaseForTest(recipe);
    const settings = { ...database, ...database.runtime };
    const client = new Client(settings);
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await assert.rejects(query(settings, 'SELECT 1'), { code: '3D000' });
  });
});

async function query(settings: { host: string; database: string; user: string; password: string }, sql: string) {
  const client = new Client(settings);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
