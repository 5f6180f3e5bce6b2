import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import {
  asSuperuser,
  findRunningPostgres,
  prepareDatabase,
  startPostgres,
  type RunningPostgres,
} from '@motcua/embedded-postgres';
import { chainHash, genesisHash, storedEventColumns, type StoredEventRow } from '@motcua/service-kit/chain';
import { migrate } from '@motcua/service-kit/database';
import { main } from './main.js';

describe('the command line over the event logs of a platform', () => {
  let directory: string;
  let dataDir: string;
  let postgres: RunningPostgres | undefined;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'motcua-audit-'));
    chmodSync(directory, 0o755); // root's PostgreSQL has another account, which has to come through here
    dataDir = join(directory, 'data');
    const noMigrations = join(directory, 'migrations');
    mkdirSync(noMigrations);
    await start();
    for (const service of ['dossier', 'identity']) {
      const { host, port, database, owner, runtime } = await prepareDatabase(running(), service);
      await migrate(service, { host, port, database, ...owner }, runtime.user, noMigrations);
    }
  });

  after(async () => {
    await postgres?.stop();
    rmSync(directory, { recursive: true });
  });

  beforeEach(async () => {
    await start();
    for (const service of ['dossier', 'identity']) {
      await sql(service, 'truncate event_log, event_position, outbox');
      await grow(service, 5);
    }
  });

  afterEach(() => mock.restoreAll());

  async function start(): Promise<void> {
    postgres ??= await startPostgres({ dataDir, durable: false, log: () => undefined });
  }

  function running(): RunningPostgres {
    assert.ok(postgres);
    return postgres;
  }

  async function sql<Row>(service: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return asSuperuser(
      running(),
      `motcua_${service}`,
      async (client) => (await client.query(text, values)).rows as Row[],
    );
  }

  /** Adds events, chained as the relay does. */
  async function grow(service: string, by: number): Promise<void> {
    for (let left = by; left > 0; left--) {
      const [event] = await sql<StoredEventRow>(
        service,
        `insert into event_log as l (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
         values ($1, 1, $2, 'task.claimed', now(), 'clerk', 'system', '{}') returning ${storedEventColumns}`,
        [randomUUID(), randomUUID()],
      );
      assert.ok(event);
      const [tip] = await sql<{ position: string; hash: Buffer }>(
        service,
        'select position, hash from event_position order by position desc limit 1',
      );
      const [position, previous] = [Number(tip?.position ?? 0) + 1, tip?.hash ?? genesisHash];
      await sql(service, 'insert into event_position values ($1, $2, 1, $3, $4)', [
        position,
        event.aggregate_id,
        previous,
        chainHash(position, event, previous),
      ]);
    }
  }

  async function eventAt(service: string, position: number): Promise<Record<string, unknown>> {
    const [event] = await sql<{ aggregate: string; id: string }>(
      service,
      'select aggregate_id as aggregate, l.id from event_position join event_log l using (aggregate_id, sequence) where position = $1',
      [position],
    );
    assert.ok(event);
    return { service, position, aggregateId: event.aggregate, sequence: 1, eventId: event.id, type: 'task.claimed' };
  }

  const whole = { rows: 10, altered: [], removed: [], inserted: [], unchained: 0, omitted: 0 };

  it('sees that nothing was touched, also without a platform that runs, and leaves none behind', async () => {
    const expected = { ...whole, anchors: { checked: 0, broken: [] } };
    const beside = await motcua('audit', 'verify', '--data', dataDir, '--json');
    assert.deepEqual([beside.exitCode, lastJson(beside.out)], [0, expected]);
    assert.deepEqual(beside.out.slice(0, 2), ['dossier       rows: 5, whole', 'identity      rows: 5, whole']);
    await postgres?.stop();
    postgres = undefined;
    const alone = await motcua('audit', 'verify', '--data', dataDir, '--json');
    assert.deepEqual([alone.exitCode, lastJson(alone.out)], [0, expected]);
    assert.equal(findRunningPostgres(dataDir), undefined);
  });

  it('names the altered row and ends with 1', async () => {
    await sql(
      'dossier',
      `update event_log set actor_id = 'x' where aggregate_id = (select aggregate_id from event_position where position = 3)`,
    );
    const { exitCode, out } = await motcua('audit', 'verify', '--data', dataDir, '--json');
    assert.equal(exitCode, 1);
    const event = await eventAt('dossier', 3);
    assert.deepEqual(lastJson(out), { ...whole, altered: [event], anchors: { checked: 0, broken: [] } });
    assert.match(
      out[1] ?? '',
      new RegExp(`altered +at position 3: number 1 of ${String(event.aggregateId)}, task.claimed`),
    );
  });

  it('tells in words what was removed and what was put in', async () => {
    await sql('dossier', 'delete from event_position where position = 2');
    await sql(
      'dossier',
      'with link as (delete from event_position where position = 4 returning aggregate_id) delete from event_log where aggregate_id in (select aggregate_id from link)',
    );
    await sql(
      'identity',
      `insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
       values (gen_random_uuid(), 2, gen_random_uuid(), 'task.claimed', now(), 'clerk', 'system', '{}')`,
    );
    const { exitCode, out } = await motcua('audit', 'verify', '--data', dataDir);
    assert.equal(exitCode, 1);
    const text = out.join('\n');
    assert.match(text, /removed +the link at position 2; its event is there: number 1 of /);
    assert.match(text, /removed +with link and event: position 4\n/);
    assert.match(text, /inserted +into the log alone: number 2 of /);
    assert.match(text, /removed +number 1 of /);
    assert.match(text, /^dossier +rows: 3, not whole$/m);
  });

  it('takes anchors into a file that only grows, and holds the chains to them', async () => {
    const file = join(directory, 'kept.jsonl');
    const taken = await motcua('audit', 'anchor', '--data', dataDir, '--out', file, '--json');
    assert.equal(taken.exitCode, 0);
    const first = readFileSync(file, 'utf8');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(
      lastJson(taken.out).anchors,
      first
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    await grow('dossier', 2);
    await motcua('audit', 'anchor', '--data', dataDir, '--out', file);
    assert.ok(readFileSync(file, 'utf8').startsWith(first));
    const verify = () => motcua('audit', 'verify', '--data', dataDir, '--anchors', file, '--json');
    assert.deepEqual(lastJson((await verify()).out).anchors, { checked: 4, broken: [] });

    await sql(
      'dossier',
      'with link as (delete from event_position where position > 6 returning aggregate_id) delete from event_log where aggregate_id in (select aggregate_id from link)',
    );
    await grow('dossier', 1);
    const rewritten = await verify();
    assert.equal(rewritten.exitCode, 1);
    assert.deepEqual(lastJson(rewritten.out).altered, []);
    const [broken, ...others] = (lastJson(rewritten.out).anchors as { broken: Record<string, unknown>[] }).broken;
    assert.deepEqual([broken?.service, broken?.position, broken?.reason, others], ['dossier', 7, 'different', []]);
    assert.match(
      rewritten.out.join('\n'),
      /written anew somewhere behind position 5, which an anchor proves, up to position 7\./,
    );

    await sql('dossier', 'delete from event_position where position > 6');
    const cut = await verify();
    assert.deepEqual(lastJson(cut.out).removed, [{ service: 'dossier', what: 'tail', from: 7, to: 7 }]);
    assert.match(cut.out.join('\n'), /removed +from the end of the chain: position 7/);
  });

  it('holds the chains to the anchors that the platform keeps with its data', async () => {
    const own = join(dataDir, 'anchors.jsonl');
    await motcua('audit', 'anchor', '--data', dataDir, '--out', own);
    appendFileSync(own, '{"service":"dossier","pos\n');
    appendFileSync(own, readFileSync(own, 'utf8').split('\n')[0]?.replace('dossier', 'registry') ?? '');
    const { exitCode, out } = await motcua('audit', 'verify', '--data', dataDir, '--json');
    rmSync(own);
    assert.equal(exitCode, 1);
    const { checked, broken } = lastJson(out).anchors as { checked: number; broken: Record<string, unknown>[] };
    assert.equal(checked, 3);
    assert.deepEqual(
      broken.map(({ service, line, reason }) => [service ?? line, reason]),
      [
        ['registry', 'missing'],
        [3, 'unreadable'],
      ],
    );
  });

  it('reads databases by their addresses, as whom the address says', async () => {
    const { host, runtime } = await prepareDatabase(running(), 'dossier');
    const url = `postgres://${runtime.user}@localhost/motcua_dossier?host=${encodeURIComponent(host)}`;
    process.env.PGPASSWORD = runtime.password;
    const { exitCode, out } = await motcua('audit', 'verify', '--database', url, '--json');
    assert.deepEqual([exitCode, lastJson(out).rows], [0, 5]);
    const other = url.replace('motcua_dossier?', 'motcua_identity?');
    const refused = await motcua('audit', 'verify', '--database', url, '--database', other);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.err.join('\n'), /^The database motcua_identity cannot be read: permission denied/);
    delete process.env.PGPASSWORD;
    const unknown = await motcua('audit', 'verify', '--database', url);
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.err.join('\n'), /^The database motcua_dossier cannot be read: .*password/);
  });

  for (const wrong of [
    ['audit'],
    ['audit', 'verify', 'everything'],
    ['audit', 'verify', '--data', '/nowhere/at/all'],
    ['audit', 'verify', '--database', 'motcua_dossier'],
    ['audit', 'verify', '--database', 'postgres://h/motcua_dossier', '--data', 'x'],
    ['audit', 'verify', '--anchors', '/nowhere/at/all'],
    ['audit', 'anchor'],
  ]) {
    it(`does not understand "${wrong.join(' ')}" and says so without a stack`, async () => {
      const { exitCode, out, err } = await motcua(...wrong);
      assert.deepEqual([exitCode, out], [2, []]);
      assert.doesNotMatch(err.join('\n'), /^\s+at /m);
    });
  }
});

async function motcua(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  mock.method(console, 'log', (line: string) => out.push(line));
  mock.method(console, 'error', (line: string) => err.push(line));
  try {
    await main(args);
    return { exitCode: process.exitCode, out, err };
  } finally {
    process.exitCode = undefined;
    mock.restoreAll();
  }
}

function lastJson(lines: readonly string[]): Record<string, unknown> {
  return JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
}
