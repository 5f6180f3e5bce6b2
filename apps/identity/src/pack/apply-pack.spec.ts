import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { tokenHash } from '@motcua/service-kit/http';
import { PasswordHashes } from '../account/password-hashes.js';
import { Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { agencies, demoAccounts, demoPassword, smallProvince } from './small-province.fixture.js';

const files = (province: ReadonlyMap<string, string>) => ({ files: Object.fromEntries(province) });
const withLibrary = () =>
  smallProvince({
    'agencies.yaml': agencies(
      '  - { code: thu-vien, kind: department, eid: H12.7, name: { vi: Thư viện, en: Library }, validFrom: 2026-01-01, mark: sample }\n',
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
    assert.deepEqual({ activation, ...payload }, { activation: 1, hash, activatedAt: identity.clock.now() });
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

describe('the demonstration accounts of a province', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());

  const assignments = () =>
    identity.rows.query(
      `select o.username, a.agency_code, a.position_code, a.valid_from::text, a.valid_to::text
         from assignment a join officer o on o.id = a.officer_id where o.username = 'tiepnhan.a' order by a.valid_from`,
    );
  const officerOnly = (agency: string, position: string) =>
    demoAccounts({
      officers: `
  - { username: tiepnhan.a, fullName: Trần Thị Bình, assignments: [{ agency: ${agency}, position: ${position} }] }`,
    });

  it('are shown with their password, so that a newcomer can try them', async () => {
    const { answer } = await new Browser(identity.url).send('GET', '/province');
    const { demoAccounts: accounts, packHash, ...province } = asRecord(answer);
    assert.match(String(packHash), /^[0-9a-f]{64}$/);
    assert.deepEqual(province, {
      code: 'tinh-mau',
      name: { vi: 'Tỉnh Mẫu', en: 'Sample Province' },
      brand: { color: '#0B5C5E', colorStrong: '#073F41' },
      demo: true,
    });
    assert.ok(Array.isArray(accounts));
    assert.deepEqual(accounts[0], {
      identifier: 'tiepnhan.a',
      password: demoPassword,
      displayName: 'Trần Thị Bình',
      note: { vi: 'One-stop officer, Cơ quan xa-a', en: 'One-stop officer, Agency xa-a' },
    });
    assert.deepEqual(accounts.at(-1), {
      identifier: '096000000001',
      password: demoPassword,
      displayName: 'Nguyễn Văn An',
      note: { vi: 'Công dân', en: 'Citizen' },
    });
  });

  it('hold their positions from the day on which the province came into force, and say so', async () => {
    const today = [
      {
        username: 'tiepnhan.a',
        agency_code: 'xa-a',
        position_code: 'one-stop-officer',
        valid_from: '2036-11-24',
        valid_to: null,
      },
    ];
    assert.deepEqual(await assignments(), today);
    const [{ count } = {}] = await identity.rows.query<{ count?: number }[]>(
      `select count(*)::integer from event_log where type = 'officer.assigned'`,
    );
    assert.equal(count, 3);
  });

  it('change their position on the day of the next province, keep their password hash, and are disabled when they are left out', async () => {
    const hashOf = async () => {
      const [row] = await identity.rows.query<{ password_hash: string }[]>(
        `select password_hash from officer where username = 'tiepnhan.a'`,
      );
      return row?.password_hash;
    };
    const hash = await hashOf();
    identity.clock.moveMinutes(24 * 60);
    await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': officerOnly('so-tu-phap', 'director') }));
    assert.deepEqual(
      (await assignments()).map(({ agency_code, valid_from, valid_to }: Record<string, unknown>) => [
        agency_code,
        valid_from,
        valid_to,
      ]),
      [
        ['xa-a', '2036-11-24', '2036-11-25'],
        ['so-tu-phap', '2036-11-25', null],
      ],
    );
    assert.equal(await hashOf(), hash);
    assert.equal((await new Browser(identity.url).signIn('quantri', demoPassword)).status, 401);
    const { answer } = await new Browser(identity.url).signIn('tiepnhan.a', demoPassword);
    assert.deepEqual(asRecord(answer).permissions, ['dossier.approve', 'dossier.oversee']);
  });

  it('leave no trace of a position that they would have held for no day', async () => {
    await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': officerOnly('xa-a', 'chairman') }));
    assert.deepEqual(
      (await assignments()).map(({ agency_code, position_code }: Record<string, unknown>) => [
        agency_code,
        position_code,
      ]),
      [
        ['xa-a', 'one-stop-officer'],
        ['xa-a', 'chairman'],
      ],
    );
  });

  it('sign in with a new password when the province has one, and come back with their old id', async () => {
    const idOf = () => identity.rows.query(`select id from officer where username = 'quantri'`);
    const id = await idOf();
    await identity.service.applyPack(
      smallProvince({ 'demo/accounts.yaml': demoAccounts({ password: 'mot-cua-2037' }) }),
    );
    assert.deepEqual(await idOf(), id);
    assert.equal((await new Browser(identity.url).signIn('quantri', demoPassword)).status, 401);
    assert.equal((await new Browser(identity.url).signIn('quantri', 'mot-cua-2037')).status, 200);
  });
});

describe('a platform that is not for demonstration', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity({ demo: false });
  });
  after(() => identity.stop());

  it('has no province to show before the first is in force', async () => {
    const { status, retryAfter } = await new Browser(identity.url).send('GET', '/province');
    assert.equal(status, 503);
    assert.equal(retryAfter, '1');
  });

  it('refuses a province with demonstration accounts', async () => {
    await assert.rejects(identity.service.applyPack(smallProvince()), { type: 'urn:motcua:problem:demo-refused' });
    assert.deepEqual(identity.others.staged, []);
  });

  it('shows a province without accounts and without their password', async () => {
    await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': undefined }));
    const { answer } = await new Browser(identity.url).send('GET', '/province');
    const { demo, demoAccounts: accounts } = asRecord(answer);
    assert.deepEqual({ demo, accounts }, { demo: false, accounts: undefined });
  });

  it('lets in no demonstration account that was left from a time of demonstration, and ends its sessions', async () => {
    await identity.rows.query(
      `insert into officer (id, username, full_name, password_hash, created_at) values ($1, 'quantri', $2, $3, $4)`,
      [
        '0197f3a0-0000-7000-8000-000000000001',
        `s1.k1.${'A'.repeat(16)}.${'A'.repeat(22)}`,
        await new PasswordHashes({ passwordMemoryKib: 1_024, passwordPasses: 1 }).make(demoPassword),
        identity.clock.now(),
      ],
    );
    const begin = () =>
      identity.service.useCases.signIn.execute({ identifier: 'quantri', password: demoPassword }, origin);
    const origin = { address: '203.0.113.1', formerToken: undefined };
    const { token } = await begin();
    await identity.client.resolveSession({ tokenHash: tokenHash(token) });
    await identity.rows.query('update officer set demo = true');
    await assert.rejects(begin(), { type: 'urn:motcua:problem:sign-in-failed' });
    await assert.rejects(identity.client.resolveSession({ tokenHash: tokenHash(token) }), /UNAUTHENTICATED/);
  });

  it('does not keep a province with demonstration accounts in force in silence', async () => {
    const { hash } = await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': undefined }));
    await identity.rows.query(`update pack set part = jsonb_set(part, '{demo}', '{}') where hash = $1`, [hash]);
    await assert.rejects(identity.service.applyPack(smallProvince()), { type: 'urn:motcua:problem:demo-refused' });
  });
});

function asRecord(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
