import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import { connect, ownerOf, runtimeOf } from '../fixture/tally.js';
import { until } from '../fixture/until.js';
import { migrate, missingMigrations } from './migrate.js';

describe('migrating a database', () => {
  const own = [
    'foundation1783468800000',
    'rate-limit1795478400000',
    'client-actor1795570000000',
    'resealing1795610400000',
  ];
  const all = [own[0], 'stamp1783468900000', ...own.slice(1)];
  let directory: string;
  let database: TestDatabase;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'motcua-migrate-'));
    writeFileSync(join(directory, '1783468900000-stamp.sql'), 'create table stamp (code text primary key)');
  });

  after(async () => {
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const migrateOnce = () => migrate('stamp', ownerOf(database), database.runtime.user, directory);

  it('happens once, although every replica of a service starts with it at the same moment', async () => {
    database = await databaseForTest({ service: 'stamp', migrationsDir: directory, migrate: () => Promise.resolve() });
    await Promise.all([migrateOnce(), migrateOnce(), migrateOnce()]);
    assert.deepEqual(await appliedMigrations(), all);
  });

  it('does nothing the second time, and only what is new the third', async () => {
    await migrateOnce();
    writeFileSync(join(directory, '1783468900001-seal.sql'), `insert into stamp values ('round')`);
    await migrateOnce();
    await migrateOnce();
    assert.deepEqual(await appliedMigrations(), [...all, 'seal1783468900001']);
    const runtime = await connect(runtimeOf(database));
    assert.deepEqual(await runtime.query('select * from stamp'), [{ code: 'round' }]);
    await runtime.destroy();
  });

  it('that fails leaves nothing of the file behind, and succeeds once the file is mended', async () => {
    const file = join(directory, '1783468900002-ink.sql');
    writeFileSync(file, 'create table ink (colour text); select 1 / 0');
    await assert.rejects(migrateOnce(), { code: '22012' });
    writeFileSync(file, 'create table ink (colour text)');
    await migrateOnce();
    assert.equal((await appliedMigrations()).at(-1), 'ink1783468900002');
  });

  it('tells the service what it lacks: everything of a database that was never migrated, nothing of a newer one', async () => {
    const missing = () => missingMigrations('stamp', runtimeOf(database), directory);
    assert.deepEqual(await missing(), []);
    writeFileSync(join(directory, '1783468900003-wax.sql'), 'create table wax (colour text)');
    assert.deepEqual(await missing(), ['wax1783468900003']);
    await migrateOnce();
    assert.deepEqual(await missing(), []);
    // An older release, which does not know that file, on the database of this one.
    rmSync(join(directory, '1783468900003-wax.sql'));
    assert.deepEqual(await missing(), []);
    const owner = await connect(ownerOf(database));
    await owner.query(`revoke select on migrations from "${database.runtime.user}"`);
    assert.equal((await missing()).length, own.length + 3);
    await owner.query('drop table migrations');
    assert.equal((await missing()).length, own.length + 3);
    await owner.destroy();
  });

  it('gives way to those who read a table, and tries again', async () => {
    const other = await databaseForTest({
      service: 'stamp',
      migrationsDir: directory,
      migrate: () => Promise.resolve(),
    });
    const run = () => migrate('stamp', ownerOf(other), other.runtime.user, directory);
    await run();
    writeFileSync(join(directory, '1783468900004-widen.sql'), 'alter table stamp add column ink text');
    const reader = await connect(ownerOf(other));
    const runner = reader.createQueryRunner();
    await runner.startTransaction();
    await runner.query('select * from stamp');
    const migrated = run();
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter table stamp%' and datname = $1`;
    const isWaiting = async () => (await reader.query<unknown[]>(waiting, [other.database])).length > 0;
    await until(isWaiting);
    await until(async () => !(await isWaiting()));
    await reader.query('select * from stamp');
    await runner.commitTransaction();
    await migrated;
    await runner.release();
    await reader.destroy();
    await other.drop();
  });

  it('refuses a file whose name does not tell its place', async () => {
    writeFileSync(join(directory, 'later.sql'), 'select 1');
    await assert.rejects(migrateOnce(), /later\.sql is not named <13 digits>-<name>\.sql/);
  });

  async function appliedMigrations(): Promise<string[]> {
    const owner = await connect(ownerOf(database));
    const rows: { name: string }[] = await owner.query('select name from migrations order by id');
    await owner.destroy();
    return rows.map(({ name }) => name);
  }
});
