import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { readPayload, topics, writePayload } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid } from '@motcua/service-kit/errors';
import { startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { smallProvince } from '../pack/small-province.fixture.js';
import type { SearchDataViewsInput } from './data-view.schemas.js';

let identity: IdentityForSpec;
let citizenId: string;
let officer: { id: string; username: string; agency_code: string; position_code: string };

before(async () => {
  identity = await startIdentity();
  await identity.service.applyPack(smallProvince());
  [citizenId = ''] = (await identity.rows.query<{ id: string }[]>('select id from citizen order by id')).map(
    ({ id }) => id,
  );
  const [found] = await identity.rows.query<(typeof officer)[]>(
    `select o.id, o.username, a.agency_code, a.position_code from officer o join assignment a on a.officer_id = o.id order by o.username limit 1`,
  );
  assert.ok(found);
  officer = found;
});
after(() => identity.stop());

/** @param at of the showing, ISO 8601 */
async function shown(at: string, change: { subject?: string; agency?: string; fileId?: string } = {}): Promise<string> {
  const [id, dossierId] = [randomUUID(), randomUUID()];
  await identity.bus.publish(topics.dossier, [
    {
      specversion: '1.0',
      id,
      source: '/motcua/dossier',
      type: 'personaldata.shown',
      subject: dossierId,
      time: at,
      datacontenttype: 'application/json',
      sequence: 1,
      data: writePayload('personaldata.shown', {
        dossier: {
          dossierId,
          trackingNumber: 'YZHS-7HYA-6V35S',
          procedureCode: '1.001193',
          intakeAgencyCode: officer.agency_code,
          competentAgencyCode: officer.agency_code,
          citizenId: change.subject ?? citizenId,
        },
        officerId: officer.id,
        agencyCode: change.agency ?? officer.agency_code,
        positionCode: officer.position_code,
        purpose: 'processing',
        fields: change.fileId === undefined ? ['/submitter/phone'] : [],
        fileId: change.fileId,
        automatic: change.fileId !== undefined,
        shownAt: new Date(at),
      }),
    },
  ]);
  return id;
}

const caller = (change: Partial<Caller>): Caller => ({
  subjectId: citizenId,
  kind: 'citizen',
  positions: [],
  agencyCodes: [],
  language: 'vi',
  expiresAt: new Date(8.64e15),
  ...change,
});
const mine = (subjectId: string, query: { limit?: number; after?: string } = {}) =>
  identity.service.useCases.findMyDataViews.execute(caller({ subjectId }), { limit: 20, ...query });
const inspector = () =>
  caller({
    subjectId: randomUUID(),
    kind: 'officer',
    agencyCodes: [officer.agency_code],
    positions: [{ agencyCode: officer.agency_code, positionCode: 'chairman', roles: ['oversee'] }],
  });
const search = async (input: Partial<SearchDataViewsInput>, by = inspector()) =>
  (await identity.service.useCases.searchDataViews.execute(by, { limit: 20, ...input })).items.map(({ id }) => id);

describe('who looked at their data', () => {
  it('is told to whom it is about, newest first and page by page, and to nobody else', async () => {
    const [someone, other] = [randomUUID(), randomUUID()];
    const ids: string[] = [];
    for (const day of ['01', '02', '03'])
      ids.unshift(await shown(`2036-11-${day}T03:00:00.000Z`, { subject: someone }));
    await shown('2036-11-04T03:00:00.000Z', { subject: other });
    const first = await mine(someone, { limit: 2 });
    assert.deepEqual(
      first.items.map(({ id }) => id),
      ids.slice(0, 2),
    );
    assert.ok(first.next);
    const rest = await mine(someone, { limit: 2, after: first.next });
    assert.deepEqual(
      rest.items.map(({ id }) => id),
      ids.slice(2),
    );
    assert.equal(rest.next, undefined);
    assert.deepEqual((await mine(randomUUID())).items, []);
    await assert.rejects(mine(someone, { after: 'x' }), InputInvalid);
  });

  it('is told in words: agency, position, purpose, dossier, and no name of an officer', async () => {
    const someone = randomUUID();
    await shown('2036-11-05T03:00:00.000Z', { subject: someone, fileId: randomUUID() });
    const [view] = (await mine(someone)).items;
    assert.ok(view);
    assert.notEqual(view.agencyName.vi, officer.agency_code);
    assert.notEqual(view.positionTitle.vi, officer.position_code);
    assert.deepEqual(view.purpose, { vi: 'Xử lý hồ sơ', en: 'Processing the dossier' });
    assert.equal(view.what, 'file');
    assert.equal(view.automatic, true);
    assert.equal(view.dossierNumber, 'YZHS-7HYA-6V35S');
    assert.equal(view.officerName, undefined);
  });

  it('is kept for good: what runs the service cannot change it', async () => {
    const [{ count = 0 } = {}] = await identity.rows.query<{ count?: number }[]>(
      'select count(*)::integer from data_view',
    );
    assert.ok(count > 0);
    await assert.rejects(identity.rows.query('delete from data_view'), { code: '42501' });
    await assert.rejects(identity.rows.query(`update data_view set purpose = ''`), { code: '42501' });
  });
});

describe('an inspector', () => {
  it('finds traces by officer, person, agency and time, of the agencies that they oversee alone', async () => {
    const id = await shown('2036-12-24T16:59:00.000Z');
    const elsewhere = await shown('2036-12-24T16:59:30.000Z', { agency: 'another-agency' });
    assert.ok((await search({})).includes(id));
    assert.ok(!(await search({})).includes(elsewhere));
    assert.ok((await search({ username: officer.username })).includes(id));
    assert.deepEqual(await search({ username: 'nobody' }), []);
    assert.deepEqual(await search({ identityNumber: '096000000001' }), [id]);
    assert.deepEqual(await search({ identityNumber: '096000000999' }), []);
    assert.ok((await search({ agencyCode: officer.agency_code })).includes(id));
    assert.deepEqual(await search({ agencyCode: 'another-agency' }), []);
    // 23:59 in Vietnam: the day is that of Vietnam.
    assert.deepEqual(await search({ from: '2036-12-24', to: '2036-12-24' }), [id]);
    assert.deepEqual(await search({ from: '2036-12-25' }), []);
    assert.deepEqual(await search({}, { ...inspector(), agencyCodes: [] }), []);
  });

  it('leaves a trace by searching: who and whom, and no number', async () => {
    const by = inspector();
    await search({ identityNumber: '096000000001', username: officer.username, from: '2036-12-01' }, by);
    const [row] = await identity.rows.query<{ data: string; actor_id: string }[]>(
      `select data, actor_id from event_log where type = 'dataviews.searched' and actor_id = $1`,
      [by.subjectId],
    );
    assert.ok(row);
    const said = readPayload('dataviews.searched', row.data);
    assert.equal(said.inspectorId, by.subjectId);
    assert.equal(said.citizenId, citizenId);
    assert.equal(said.officerId, officer.id);
    assert.equal(said.fromDay, '2036-12-01');
    assert.ok(!row.data.includes('096000000001'));
  });
});
