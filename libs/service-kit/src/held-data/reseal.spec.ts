import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { databaseForTest, type TestDatabase } from '@motcua/testing';
import type { DataSource } from 'typeorm';
import { systemCaller } from '../caller/index.js';
import { Commands, Queries } from '../database/index.js';
import { connect, ownerOf, runtimeOf, tallyDatabase } from '../fixture/tally.js';
import { createLogger } from '../logs/index.js';
import { Sealer, type Sealed } from '../sealed/index.js';
import { HeldDataOfService } from './held-data-of-service.js';
import type { HeldColumn } from './held-column.js';
import { Reseal } from './reseal.js';

const words = { vi: 'Ghi chú', en: 'Notes' };
const note: HeldColumn = {
  table: 'note',
  column: 'body',
  what: words,
  dataClass: 'basic',
  purpose: { why: words, legalGround: words, keptFor: words },
};
const byNumber: HeldColumn = {
  ...note,
  table: 'numbered',
  key: 'number',
  keyType: 'text',
  place: 'note.body',
  placeId: 'note_id::text',
  copiedFrom: { table: 'note', column: 'body' },
};
const columns = [note, byNumber];

const keys = { k1: randomBytes(32), k2: randomBytes(32), k3: randomBytes(32) };
const indexKey = randomBytes(32);
const under = (current: keyof typeof keys) => new Sealer({ current, keys, indexKey });
const placeOf = (id: string) => `note.body:${id}`;

describe('a change of the sealing key', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let now: Date;
  const logFile = join(mkdtempSync(join(tmpdir(), 'motcua-reseal-')), 'log');
  const log = createLogger({ service: 'tally', destination: { file: logFile } });
  const clock = { now: () => now };

  before(async () => {
    database = await databaseForTest(tallyDatabase);
    const owner = await connect(ownerOf(database));
    await owner.query(`create table note (id uuid primary key, body sealed);
      create table numbered (number text primary key, note_id uuid not null, body sealed not null)`);
    await owner.destroy();
    dataSource = await connect(runtimeOf(database));
  });
  after(async () => {
    await dataSource.destroy();
    await database.drop();
    rmSync(dirname(logFile), { recursive: true });
  });
  beforeEach(async () => {
    now = new Date('2026-05-04T02:00:00.000Z');
    await dataSource.query('delete from note');
    await dataSource.query('delete from numbered');
    await dataSource.query('delete from resealing');
  });

  const resealUnder = (current: keyof typeof keys, batchSize = 7) =>
    new Reseal({
      columns,
      commands: new Commands(dataSource, () => undefined),
      sealer: under(current),
      clock,
      log,
      batchSize,
    });

  /** Until it has nothing to do for now. */
  async function walk(reseal: Reseal): Promise<void> {
    while ((await reseal.execute()) < 1_000);
  }

  /** Until it has nothing to do at any time. */
  async function finish(reseal: Reseal): Promise<void> {
    await walk(reseal);
    now = new Date(now.getTime() + 600_000);
    await walk(reseal);
  }

  async function keep(count: number, sealer: Sealer): Promise<string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    await dataSource.query('insert into note select * from unnest($1::uuid[], $2::text[])', [
      ids,
      ids.map((id) => sealer.seal(`lời của ${id}`, placeOf(id))),
    ]);
    return ids;
  }

  const cells = async () => {
    const rows: { id: string; body: Sealed | null }[] = await dataSource.query('select id, body from note');
    return new Map(rows.map(({ id, body }) => [id, body]));
  };

  const resealing = (current: keyof typeof keys) =>
    new HeldDataOfService({
      service: 'tally',
      columns,
      queries: new Queries(dataSource),
      sealer: under(current),
    }).resealing();

  it('seals every cell anew, and says when the old key is needed no more', async () => {
    const ids = await keep(30, under('k1'));
    await dataSource.query('insert into note values ($1, null)', [randomUUID()]);
    await dataSource.query('insert into numbered values ($1, $2, $3)', [
      'H12-1',
      ids[0],
      under('k1').seal('số một', placeOf(ids[0] ?? '')),
    ]);
    await walk(resealUnder('k2'));
    assert.equal(
      (await resealing('k2')).clean,
      false,
      'a replica with the old key may have sealed something meanwhile',
    );
    for (let times = 0; times < 3; times++) await finish(resealUnder('k2'));
    const onlyNew = new Sealer({ current: 'k2', keys: { k2: keys.k2 }, indexKey });
    const kept = await cells();
    for (const id of ids) assert.equal(onlyNew.open(kept.get(id) as Sealed, placeOf(id)), `lời của ${id}`);
    const [numbered] = await dataSource.query<{ body: Sealed }[]>('select body from numbered');
    assert.equal(onlyNew.open(numbered?.body as Sealed, placeOf(ids[0] ?? '')), 'số một');
    const { currentKey, clean, items } = await resealing('k2');
    assert.deepEqual([currentKey, clean], ['k2', true]);
    assert.deepEqual(
      items.map(({ column, resealed }) => [column, resealed]),
      [
        ['note.body', 30],
        ['numbered.body', 1],
      ],
    );
  });

  it('goes on where it was interrupted, under whoever leads next', async () => {
    await keep(20, under('k1'));
    await resealUnder('k2').execute();
    const underWay = await resealing('k2');
    assert.deepEqual([underWay.items[0]?.walked, underWay.items[0]?.resealed], [7, 7]);
    await finish(resealUnder('k2'));
    assert.equal((await resealing('k2')).items[0]?.resealed, 20, 'no cell was sealed twice');
  });

  it('waits for no command, and loses no word that one writes meanwhile', async () => {
    const [held = '', ...others] = await keep(15, under('k1'));
    const command = dataSource.createQueryRunner();
    await command.startTransaction();
    await command.query('select from note where id = $1 for update', [held]);
    await walk(resealUnder('k2'));
    const during = await cells();
    assert.match(during.get(held) ?? '', /^s1\.k1\./);
    for (const id of others) assert.match(during.get(id) ?? '', /^s1\.k2\./);
    await command.query('update note set body = $2 where id = $1', [held, under('k1').seal('lời mới', placeOf(held))]);
    await command.commitTransaction();
    await command.release();
    await finish(resealUnder('k2'));
    assert.equal((await resealing('k2')).clean, false, 'the walk that met the last one is followed by another');
    for (let times = 0; times < 2; times++) await finish(resealUnder('k2'));
    assert.equal((await resealing('k2')).clean, true);
    assert.equal(under('k2').open((await cells()).get(held) as Sealed, placeOf(held)), 'lời mới');
  });

  it('keeps what many commands write while it runs, of two replicas at once', async () => {
    const ids = await keep(60, under('k1'));
    const commands = new Commands(dataSource, () => undefined);
    const write = (id: string, turn: number) =>
      commands.run(systemCaller('clerk'), now, async (tx) => {
        const sealer = under(turn % 2 === 0 ? 'k1' : 'k2');
        await tx.query('update note set body = $2 where id = $1', [id, sealer.seal(`lần ${turn}`, placeOf(id))]);
        return {};
      });
    const writing = (async () => {
      for (let turn = 0; turn < 4; turn++) for (const id of ids) await write(id, turn);
    })();
    await Promise.all([writing, walk(resealUnder('k2', 5)), walk(resealUnder('k2', 9))]);
    for (let times = 0; times < 3; times++) await finish(resealUnder('k2'));
    const kept = await cells();
    for (const id of ids) assert.equal(under('k2').open(kept.get(id) as Sealed, placeOf(id)), 'lần 3');
    assert.equal((await resealing('k2')).clean, true);
  });

  it('looks through a column last into which cells are copied as they lie', async () => {
    const [id = ''] = await keep(1, under('k1'));
    const command = dataSource.createQueryRunner();
    await command.startTransaction();
    await command.query('select from note where id = $1 for update', [id]);
    await walk(resealUnder('k2'));
    // What the command copies now lies under the old key, behind a walk that came too early.
    await command.query(`insert into numbered select 'H12-9', id, body from note where id = $1`, [id]);
    await command.commitTransaction();
    await command.release();
    for (let times = 0; times < 4; times++) await finish(resealUnder('k2'));
    const [copy] = await dataSource.query<{ body: Sealed }[]>('select body from numbered');
    assert.match(copy?.body ?? '', /^s1\.k2\./);
    assert.equal((await resealing('k2')).clean, true);
  });

  it('names a cell that does not open, goes on with the others, and never calls the column clean', async () => {
    const [broken = '', ...others] = await keep(10, under('k1'));
    await dataSource.query('update note set body = $2 where id = $1', [broken, under('k1').seal('lạc', placeOf('x'))]);
    await finish(resealUnder('k2'));
    await finish(resealUnder('k2'));
    const kept = await cells();
    for (const id of others) assert.match(kept.get(id) ?? '', /^s1\.k2\./);
    assert.equal((await resealing('k2')).clean, false);
    const said = readFileSync(logFile, 'utf8').split('\n');
    assert.ok(said.some((line) => line.includes('resealing.cell-broken') && line.includes(broken)));
  });

  it('begins again with the next key', async () => {
    await keep(5, under('k1'));
    await finish(resealUnder('k2'));
    assert.equal((await resealing('k3')).clean, false);
    for (let times = 0; times < 2; times++) await finish(resealUnder('k3'));
    for (const cell of (await cells()).values()) assert.match(cell ?? '', /^s1\.k3\./);
    assert.equal((await resealing('k3')).clean, true);
  });
});
