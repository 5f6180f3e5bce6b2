import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { systemCaller } from '../caller/index.js';
import { Commands, Queries } from '../database/index.js';
import { ProvinceNotReady } from '../errors/index.js';
import { connect, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { Packs } from './index.js';

const at = new Date('2025-07-01T00:00:00.000Z');

describe("a service's part of the province", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let queries: Queries;
  let packs: Packs<{ name: string }>;
  let prepared: unknown[];

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    dataSource = await connect(runtimeOf(database));
    queries = new Queries(dataSource);
  });

  after(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    await dataSource.query('delete from pack');
    prepared = [];
    packs = freshPacks();
  });

  function freshPacks(): Packs<{ name: string }> {
    return new Packs(dataSource, (stored) => {
      prepared.push(stored);
      if (typeof stored !== 'object' || stored === null || !('name' in stored) || typeof stored.name !== 'string') {
        throw new Error('a part without a name');
      }
      return { name: stored.name };
    });
  }

  const staged = (...names: string[]) =>
    Promise.all(names.map((name) => packs.stage(`hash of ${name}`, JSON.stringify({ name }))));

  const nameInForce = async (in_ = packs) => (await in_.inForce(queries)).part.name;

  it('is not there before the first activation, also when it is staged', async () => {
    await staged('Bạc Liêu');
    await assert.rejects(packs.inForce(queries), ProvinceNotReady);
  });

  it('is the one with the newest activation, for every replica at once', async () => {
    const replica = freshPacks();
    await staged('Bạc Liêu', 'Cà Mau');
    await packs.activate(queries, 'hash of Bạc Liêu', 1, at);
    assert.deepEqual([await nameInForce(), await nameInForce(replica)], ['Bạc Liêu', 'Bạc Liêu']);
    await packs.activate(queries, 'hash of Cà Mau', 2, at);
    assert.deepEqual([await nameInForce(), await nameInForce(replica)], ['Cà Mau', 'Cà Mau']);
    await packs.activate(queries, 'hash of Bạc Liêu', 3, at);
    assert.equal(await nameInForce(), 'Bạc Liêu');
  });

  it('stays in force when an older activation comes late or again, or one of a pack that was never staged here', async () => {
    await staged('Bạc Liêu', 'Cà Mau');
    await packs.activate(queries, 'hash of Cà Mau', 2, at);
    await packs.activate(queries, 'hash of Bạc Liêu', 1, at);
    await packs.activate(queries, 'hash of Cà Mau', 1, at);
    await packs.activate(queries, 'hash of nowhere', 9, at);
    assert.equal(await nameInForce(), 'Cà Mau');
  });

  it('is activated in the transaction of a command, or not at all', async () => {
    await staged('Bạc Liêu');
    const commands = new Commands(dataSource, () => undefined);
    const failing = commands.run(systemCaller('identity'), at, async (tx) => {
      await packs.activate(tx, 'hash of Bạc Liêu', 1, at);
      assert.equal((await packs.inForce(tx)).part.name, 'Bạc Liêu');
      throw new Error('half way');
    });
    await assert.rejects(failing, /half way/);
    await assert.rejects(packs.inForce(queries), ProvinceNotReady);
  });

  it('is prepared once, kept by its hash for dossiers that it accepted, and staged again without effect', async () => {
    await staged('Bạc Liêu');
    await packs.stage('hash of Bạc Liêu', JSON.stringify({ name: 'an impostor' }));
    prepared = [];
    const parts = await Promise.all([1, 2, 3].map(() => packs.get(queries, 'hash of Bạc Liêu')));
    assert.deepEqual(parts, Array(3).fill({ name: 'Bạc Liêu' }));
    assert.equal(prepared.length, 1);
  });

  it('is refused when the service cannot work with it', async () => {
    await assert.rejects(packs.stage('hash', '{}'), /without a name/);
    await assert.rejects(packs.stage('hash', '{'), SyntaxError);
    assert.deepEqual(await dataSource.query('select * from pack'), []);
  });

  it('is looked for again after it was missing', async () => {
    await assert.rejects(packs.get(queries, 'hash of Bạc Liêu'), ProvinceNotReady);
    await staged('Bạc Liêu');
    assert.deepEqual(await packs.get(queries, 'hash of Bạc Liêu'), { name: 'Bạc Liêu' });
  });
});
