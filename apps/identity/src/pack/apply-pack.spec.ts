import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { agencies, demoAccounts, demoPassword, smallProvince } from './small-province.fixture.js';

const files = (province: ReadonlyMap<string, string>) => ({ files: Object.fromEntries(province) });
const withLibrary = () =>
  smallProvince({
    'agencies.yaml': agencies(
      '  - { code: thu-vien, kind: department, eid: H12.7, eidMark: sample, name: { vi: Thư viện, en: Library }, validFrom: 2026-01-01, mark: sample }\n',
    ),
  });

describe('applying a province', () => {
  let identity: IdentityForSpec;
  let administrator: Browser;
  beforeEach(async () => {
    identity = await startIdentity();
    administrator = new Browser(identity.url);
  });
  afterEach(() => identity.stop());

  const events = (type: string) =>
    identity.rows.query<{ aggregate_id: string; sequence: number; data: string; actor_id: string }[]>(
      'select aggregate_id, sequence, data, actor_id from event_log where type = $1 order by sequence',
      [type],
    );
  const count = async (table: string) => {
    const [row] = await identity.rows.query<{ count: number }[]>(`select count(*)::integer from ${table}`);
    return row?.count;
  };

  it('brings it into force at a start: everybody has staged it, and it is said once', async () => {
    const { hash, activated } = await identity.service.applyPack(smallProvince());
    assert.equal(activated, true);
    assert.deepEqual(identity.others.staged.map(({ service }) => service).toSorted(), [
      'document',
      'dossier',
      'notification',
      'reporting',
    ]);
    for (const { service, request } of identity.others.staged) {
      assert.equal(request.hash, hash);
      const part: unknown = JSON.parse(request.part);
      assert.ok(typeof part === 'object' && part !== null);
      assert.equal('procedures' in part, service !== 'document', service);
      assert.ok(!('demo' in part), service);
    }
    const [said, ...more] = await events('pack.activated');
    assert.ok(said);
    assert.equal(more.length, 0);
    const { activation, ...payload } = readPayload('pack.activated', said.data);
    assert.deepEqual(
      { activation, ...payload },
      {
        activation: 1,
        hash,
        activatedAt: identity.clock.now(),
        procedureCode: undefined,
        procedureVersion: undefined,
      },
    );
    assert.equal(said.actor_id, 'identity');
    await until(() => identity.published.some(({ type }) => type === 'pack.activated'));
    await until(async () => (await count('outbox')) === 0);
  });

  it('again changes nothing', async () => {
    const { hash } = await identity.service.applyPack(smallProvince());
    const hashes = await identity.rows.query('select id, password_hash from officer order by id');
    assert.deepEqual(await identity.service.applyPack(smallProvince()), { hash, activated: false, changes: [] });
    await administrator.signIn('quantri', demoPassword);
    const { status, answer } = await administrator.send('POST', '/packs', files(smallProvince()));
    assert.equal(status, 200);
    assert.deepEqual(answer, { hash, activated: false, changes: [] });
    assert.equal(await count('activation'), 1);
    assert.equal((await events('pack.activated')).length, 1);
    assert.deepEqual(await identity.rows.query('select id, password_hash from officer order by id'), hashes);
  });

  it('that stops half way changes nothing in force, and running it again resumes it', async () => {
    const { hash } = await identity.service.applyPack(smallProvince());
    await administrator.signIn('quantri', demoPassword);
    identity.others.down = 'notification';
    const stopped = await administrator.send('POST', '/packs', files(withLibrary()));
    assert.equal(stopped.status, 503);
    const province = await administrator.send('GET', '/province');
    assert.equal(asRecord(province.answer).packHash, hash);
    assert.equal(await count('activation'), 1);
    assert.equal(await count(`agency where code = 'thu-vien'`), 0);

    identity.others.down = undefined;
    const resumed = await administrator.send('POST', '/packs', files(withLibrary()));
    assert.equal(resumed.status, 200);
    assert.equal(await count(`agency where code = 'thu-vien'`), 1);
    assert.equal(
      asRecord((await administrator.send('GET', '/province')).answer).packHash,
      asRecord(resumed.answer).hash,
    );
    assert.deepEqual(
      (await events('pack.activated')).map(({ sequence, data }) => [
        sequence,
        readPayload('pack.activated', data).activation,
      ]),
      [
        [1, 1],
        [2, 2],
      ],
    );
  });

  it('tells the administrator what it changed, and the same once more for the same key', async () => {
    await identity.service.applyPack(smallProvince());
    await administrator.signIn('quantri', demoPassword);
    const key = { 'Idempotency-Key': '0197f3a0-0000-7000-8000-000000000001' };
    const first = await administrator.send('POST', '/packs', files(withLibrary()), key);
    assert.deepEqual(asRecord(first.answer).changes, [
      { kind: 'agency', code: 'thu-vien@2026-01-01', change: 'added' },
    ]);
    assert.equal(asRecord(first.answer).activated, true);
    const again = await administrator.send('POST', '/packs', files(withLibrary()), key);
    assert.deepEqual(again.answer, first.answer);
    assert.equal(await count('activation'), 2);
    const [, said] = await events('pack.activated');
    assert.match(said?.actor_id ?? '', /^[0-9a-f-]{36}$/);
  });

  it('can go back to an earlier one', async () => {
    const { hash } = await identity.service.applyPack(smallProvince());
    await identity.service.applyPack(withLibrary());
    assert.deepEqual(await identity.service.applyPack(smallProvince()), {
      hash,
      activated: true,
      changes: [{ kind: 'agency', code: 'thu-vien@2026-01-01', change: 'removed' }],
    });
    assert.equal(await count(`agency where code = 'thu-vien'`), 0);
  });

  it('is given up when another one came into force meanwhile, and can be run again', async () => {
    await identity.service.applyPack(smallProvince());
    const other = smallProvince({ 'demo/accounts.yaml': demoAccounts({ officers: '  []' }) });
    identity.others.meanwhile = () => identity.service.applyPack(other);
    await assert.rejects(identity.service.applyPack(withLibrary()), { type: 'urn:motcua:problem:pack-superseded' });
    assert.equal(await count('activation'), 2);
    assert.equal(await count(`agency where code = 'thu-vien'`), 0);
    assert.equal((await identity.service.applyPack(withLibrary())).activated, true);
  });

  it('with faults is refused, with file and line of each', async () => {
    await identity.service.applyPack(smallProvince());
    await administrator.signIn('quantri', demoPassword);
    const faulty = smallProvince({ 'messages.yaml': undefined, 'positions.yaml': 'positions:\n  - code: A B\n' });
    const { status, answer } = await administrator.send('POST', '/packs', files(faulty));
    assert.equal(status, 422);
    const { type, errors } = asRecord(answer);
    assert.equal(type, 'urn:motcua:problem:pack-invalid');
    assert.ok(Array.isArray(errors));
    const pointers = errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]);
    assert.ok(pointers.some(([pointer, code]) => pointer === 'messages.yaml:1' && code === 'pack'));
    assert.ok(pointers.some(([pointer]) => pointer === 'positions.yaml:2'));
    assert.equal(await count('pack'), 1);
  });

  it('is for administrators', async () => {
    await identity.service.applyPack(smallProvince());
    assert.equal((await administrator.send('POST', '/packs', files(withLibrary()))).status, 401);
    for (const identifier of ['096000000001', 'tiepnhan.a', 'chutich.tinh']) {
      const other = new Browser(identity.url);
      await other.signIn(identifier, demoPassword);
      assert.equal((await other.send('POST', '/packs', files(withLibrary()))).status, 403, identifier);
    }
  });
});
