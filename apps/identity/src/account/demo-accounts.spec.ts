import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { tokenHash } from '@motcua/service-kit/http';
import { asRecord, Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { demoAccounts, demoPassword, smallProvince } from '../pack/small-province.fixture.js';
import { PasswordHashes } from './password-hashes.js';

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
    const origin = { address: '203.0.113.1', formerToken: undefined, device: 'other/other' };
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
