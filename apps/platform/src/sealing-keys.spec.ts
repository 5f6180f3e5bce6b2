import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { birthAtCounter, platformForSpec, services, until, Visitor, type PlatformForSpec } from './platform.fixture.js';

interface KeyFile {
  current: string;
  sealing: Record<string, string>;
}

const sealedColumns = `select table_name || '.' || column_name as name
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
 where table_schema = 'public' and table_type = 'BASE TABLE' and c.domain_name = 'sealed' order by 1`;

describe('what a platform holds about people', () => {
  let platform: PlatformForSpec;
  let dossierId: string;

  before(async () => {
    platform = await platformForSpec();
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    ({ id: dossierId } = await officer.ask<{ id: string }>('POST', '/api/dossier/v1/counter-dossiers', {
      body: birthAtCounter(),
    }));
    await platform.databases.untilQuiet();
  });
  after(() => platform.stop());

  it('stands in a register that anybody may read, every sealed column of every service and no other', async () => {
    for (const service of services) {
      const { status, body } = await new Visitor(platform.url).send('GET', `/api/${service}/v1/held-data`);
      const columns = await platform.databases.select<{ name: string }>(service, sealedColumns);
      if (service === 'reporting') {
        assert.deepEqual([status, columns], [404, []], 'reports hold no personal data');
        continue;
      }
      assert.equal(status, 200);
      const { items } = body as { items: { column: string; what: object; why: object; keptFor: object }[] };
      assert.deepEqual(items.map(({ column }) => column).sort(), columns.map(({ name }) => name).sort(), service);
      for (const item of items)
        for (const words of [item.what, item.why, item.keptFor])
          assert.ok(
            Object.values(words).length === 2 && Object.values(words).every((text) => text !== ''),
            item.column,
          );
    }
  });

  it('tells how its sealing fares to who administers the province alone', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    assert.equal((await officer.send('GET', '/api/dossier/v1/held-data/resealing')).status, 403);
    const administrator = await new Visitor(platform.url).signIn('quantri');
    const { currentKey } = await administrator.ask<{ currentKey: string }>(
      'GET',
      '/api/dossier/v1/held-data/resealing',
    );
    assert.equal(currentKey, 'k1');
  });

  it('is sealed anew under a new key, after which the old one may be destroyed', async () => {
    await changeKeys((keys) => {
      keys.sealing.k2 = randomBytes(32).toString('base64');
      keys.current = 'k2';
    });
    for (const service of services) await until(async () => (await underOldKey(service)) === 0);
    await changeKeys((keys) => {
      delete keys.sealing.k1;
    });
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const { status, body } = await officer.send('GET', `/api/dossier/v1/dossiers/${dossierId}`);
    assert.equal(status, 200);
    assert.match(JSON.stringify(body), /Nguyễn/);
  });

  async function changeKeys(change: (keys: KeyFile) => void): Promise<void> {
    await platform.stopServices();
    const file = join(platform.dataDir, 'keys.json');
    const keys = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    change(keys);
    writeFileSync(file, JSON.stringify(keys));
    await platform.startServices();
  }

  async function underOldKey(service: (typeof services)[number]): Promise<number> {
    let count = 0;
    for (const { name } of await platform.databases.select<{ name: string }>(service, sealedColumns)) {
      const [table, column] = name.split('.');
      const [row] = await platform.databases.select<{ old: number }>(
        service,
        `select count(*)::integer as old from ${table} where ${column} not like 's1.k2.%'`,
      );
      count += row?.old ?? 0;
    }
    return count;
  }
});
