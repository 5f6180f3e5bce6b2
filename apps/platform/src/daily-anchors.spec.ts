import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { asSuperuser, prepareDatabase, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { anchorsFile, readAnchors } from '@motcua/service-kit/audit';
import { migrate, type DatabaseLogin } from '@motcua/service-kit/database';
import { createLogger } from '@motcua/service-kit/logs';
import { DailyAnchors } from './daily-anchors.js';
import { temporaryDirectory, until } from './platform.fixture.js';

const log = createLogger({ service: 'platform', level: 'silent' });

describe('the anchors of a platform', () => {
  const directory = temporaryDirectory();
  const dataDir = join(directory, 'data');
  const file = anchorsFile(dataDir);
  let postgres: RunningPostgres;
  const logins: Record<string, DatabaseLogin> = {};
  let now = '2025-07-01T08:00:00.000Z';
  const anchors = new DailyAnchors({ dataDir, logins, clock: { now: () => new Date(now) }, log });

  before(async () => {
    postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
    const noMigrations = join(directory, 'migrations');
    mkdirSync(noMigrations);
    for (const service of ['dossier', 'document', 'reporting']) {
      const { host, port, database, owner, runtime } = await prepareDatabase(postgres, service);
      await migrate(service, { host, port, database, ...owner }, runtime.user, noMigrations);
      logins[service] = { host, port, database, ...runtime };
    }
    await grow('dossier', 3);
    await grow('document', 2);
  });

  after(async () => {
    await postgres.stop();
    rmSync(directory, { recursive: true });
  });

  async function grow(service: string, to: number): Promise<void> {
    await asSuperuser(postgres, `motcua_${service}`, (client) =>
      client.query(
        `with logged as (
           insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, data)
           select gen_random_uuid(), 1, gen_random_uuid(), 'task.claimed', now(), 'clerk', 'system', '{}'
             from generate_series(1, $1 - (select count(*) from event_position)) returning aggregate_id)
         insert into event_position
         select row_number() over () + (select count(*) from event_position), aggregate_id, 1, '', sha256(aggregate_id::text::bytea) from logged`,
        [to],
      ),
    );
  }

  const kept = async () =>
    (await readAnchors(file)).anchors.map(({ service, position, at }) => `${at} ${service} ${position}`);

  it('are taken of every service that has a history, for the eyes of its operator alone', async () => {
    await anchors.execute();
    assert.deepEqual(await kept(), ['2025-07-01T08:00:00.000Z dossier 3', '2025-07-01T08:00:00.000Z document 2']);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const [anchor] = (await readAnchors(file)).anchors;
    const hash = await asSuperuser(postgres, 'motcua_dossier', (client) =>
      client.query<{ hash: Buffer }>('select hash from event_position where position = 3'),
    );
    assert.equal(anchor?.hash, hash.rows[0]?.hash.toString('hex'));
  });

  it('are taken once a day, and never rewritten', async () => {
    const before = readFileSync(file, 'utf8');
    await grow('dossier', 4);
    now = '2025-07-01T23:59:00.000Z';
    await anchors.execute();
    assert.equal(readFileSync(file, 'utf8'), before);
    now = '2025-07-02T00:10:00.000Z';
    await anchors.execute();
    assert.ok(readFileSync(file, 'utf8').startsWith(before));
    assert.deepEqual((await kept()).slice(2), [
      '2025-07-02T00:10:00.000Z dossier 4',
      '2025-07-02T00:10:00.000Z document 2',
    ]);
  });

  it('are taken later the same day of a service whose history begins', async () => {
    await grow('reporting', 1);
    now = '2025-07-02T09:00:00.000Z';
    await anchors.execute();
    assert.deepEqual((await kept()).slice(4), ['2025-07-02T09:00:00.000Z reporting 1']);
  });

  it('begin with the platform', async () => {
    now = '2025-07-03T09:00:00.000Z';
    anchors.start();
    await until(async () => (await kept()).length === 8);
    await anchors.stop();
    assert.equal((await kept()).length, 8);
  });

  it('are taken at its end of what began since', async () => {
    now = '2025-07-04T09:00:00.000Z';
    await anchors.stop();
    assert.equal((await kept()).length, 11);
  });
});
