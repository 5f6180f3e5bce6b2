import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import { agencies, demoAccounts, demoPassword, smallProvince } from '../pack/small-province.fixture.js';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';

const officers = `
  - { username: tiepnhan.b, fullName: Trần Thị Bình, assignments: [{ agency: xa-b, position: one-stop-officer }] }
  - { username: chutich.tinh, fullName: Lê Văn Cường, assignments: [{ agency: ubnd-tinh, position: chairman }] }
  - { username: quantri, fullName: Phạm Thị Dung, assignments: [{ agency: ubnd-tinh, position: it-administrator }] }
`;

const plan = `reorganisations:
  - code: nhap-xa
    name: { vi: Nhập xã B vào xã A, en: Merger of B into A }
    day: 2036-12-01
    legalBasis: sample
    mark: sample
    transfers:
      - { from: xa-b, to: xa-a, extent: whole }
`;

const files = () =>
  smallProvince({
    'reorganisations.yaml': plan,
    'demo/accounts.yaml': demoAccounts({ officers }),
    'agencies.yaml': agencies(),
  });

describe('a reorganisation', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(files());
  });
  after(() => identity.stop());

  const positionsOf = async (username: string) => {
    const browser = new Browser(identity.url);
    const { answer } = await browser.signIn(username, demoPassword);
    return asRecord(answer)['positions'];
  };
  const agenciesOf = async (username: string): Promise<string[]> => {
    const positions = await positionsOf(username);
    assert.ok(Array.isArray(positions));
    return positions.map((position) => String(asRecord(position)['agencyCode']));
  };
  const said = (type: string) => identity.published.filter((event) => event.type === type);
  const postpone = async (day: string) => {
    const browser = new Browser(identity.url);
    await browser.signIn('quantri', demoPassword);
    return browser.send('POST', '/reorganisations/nhap-xa/postpone', { day });
  };
  const list = async () => {
    const browser = new Browser(identity.url);
    await browser.signIn('quantri', demoPassword);
    const { answer } = await browser.send('GET', '/reorganisations');
    const { items } = asRecord(answer);
    assert.ok(Array.isArray(items));
    return asRecord(items[0]);
  };

  it('does nothing before its day, and says who will go along', async () => {
    identity.clock.moveTo('2036-11-30T16:59:00Z');
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-b']);
    const { state, transfers } = await list();
    assert.equal(state, 'planned');
    assert.ok(Array.isArray(transfers));
    const { from, to, officers: moving, fromName } = asRecord(transfers[0]);
    assert.deepEqual([from, to, moving, fromName], ['xa-b', 'xa-a', 1, { vi: 'Cơ quan xa-b', en: 'Agency xa-b' }]);
    assert.equal(said('agency.reorganised').length, 0);
  });

  it('takes effect at midnight in Vietnam, with no restart: officers change over and everybody is told once', async () => {
    identity.clock.moveTo('2036-11-30T17:00:01Z');
    await until(() => said('agency.reorganised').length === 1);
    const [event] = said('agency.reorganised');
    const { code, day, transfers } = readPayload('agency.reorganised', event?.data ?? '');
    assert.deepEqual(
      [code, day, transfers.map(({ from, to }) => `${from} ${to}`)],
      ['nhap-xa', '2036-12-01', ['xa-b xa-a']],
    );
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-a']);
    assert.equal((await list())['state'], 'inEffect');
    const told = said('officer.assigned')
      .slice(-2)
      .map(({ data }) => readPayload('officer.assigned', data));
    assert.deepEqual(
      told.map(({ agencyCode, validFrom, validTo }) => [agencyCode, validFrom, validTo]),
      [
        ['xa-b', '2036-11-24', '2036-12-01'],
        ['xa-a', '2036-12-01', undefined],
      ],
    );
  });

  it('lets the successor see what the agency has closed', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn('tiepnhan.b', demoPassword);
    const token = /=([^;]+)/.exec(browser.cookie ?? '')?.[1] ?? '';
    const { createHash } = await import('node:crypto');
    const { agencyCodes } = await identity.client.resolveSession({
      tokenHash: createHash('sha256').update(token).digest('hex'),
    });
    assert.deepEqual(agencyCodes, ['xa-a', 'xa-b']);
  });

  it('stays when the province is applied again: nobody goes back', async () => {
    await identity.service.applyPack(
      new Map(files()).set(
        'demo/accounts.yaml',
        demoAccounts({ officers: officers.replace('Lê Văn Cường', 'Lê Văn Cường Em') }),
      ),
    );
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-a']);
    assert.equal(said('agency.reorganised').length, 1);
  });

  it('cannot be put off to a day that is no more, nor once somebody has acted under the new order, who is named', async () => {
    assert.equal((await postpone('2036-12-01')).status, 422);
    identity.others.firstAct = { type: 'dossier.accepted', dossier: 'H12.1-361201-0001', agencyCode: 'xa-a' };
    const { status, answer } = await postpone('2036-12-15');
    assert.equal(status, 409);
    assert.match(String(asRecord(answer)['detail']), /H12\.1-361201-0001/);
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-a']);
    identity.others.firstAct = undefined;
  });

  it('is undone by putting it off until then: the agency and its officers are back, and it takes effect on the new day', async () => {
    const { status, answer } = await postpone('2036-12-15');
    assert.equal(status, 200, JSON.stringify(answer));
    await until(() => said('agency.reorganisation-undone').length === 1);
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-b']);
    assert.deepEqual([(await list())['state'], (await list())['day']], ['planned', '2036-12-15']);
    identity.clock.moveTo('2036-12-14T17:00:01Z');
    await until(() => said('agency.reorganised').length === 2);
    assert.deepEqual(await agenciesOf('tiepnhan.b'), ['xa-a']);
  });
});
