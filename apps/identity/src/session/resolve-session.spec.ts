import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { tokenHash } from '@motcua/service-kit/http';
import { CallerKind } from '@motcua/contracts/identity/v1/identity';
import { Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';

describe('who stands behind a session', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());
  beforeEach(() => identity.clock.moveTo('2036-11-24T02:00:00Z'));
  afterEach(() => identity.rows.query('delete from session'));

  const resolve = async (identifier: string) => {
    const browser = new Browser(identity.url);
    await browser.signIn(identifier, demoPassword);
    const hash = tokenHash(browser.cookie?.split('=')[1] ?? '');
    return () => identity.client.resolveSession({ tokenHash: hash });
  };

  it('is a citizen without positions and without a scope', async () => {
    const { kind, positions, agencyCodes, language } = await (await resolve('096000000001'))();
    assert.deepEqual(
      { kind, positions, agencyCodes, language },
      { kind: CallerKind.CALLER_KIND_CITIZEN, positions: [], agencyCodes: [], language: 'vi' },
    );
  });

  it('is an officer whose scope is the own agency', async () => {
    const { kind, positions, agencyCodes } = await (await resolve('tiepnhan.a'))();
    assert.deepEqual(
      { kind, positions, agencyCodes },
      {
        kind: CallerKind.CALLER_KIND_OFFICER,
        positions: [{ agencyCode: 'xa-a', positionCode: 'one-stop-officer', roles: ['intake', 'process'] }],
        agencyCodes: ['xa-a'],
      },
    );
  });

  it('sees every agency below the one that they oversee, at any depth, as of today', async () => {
    const leader = await resolve('chutich.tinh');
    const today = ['phong-ho-tich', 'so-tu-phap', 'ubnd-tinh', 'xa-a', 'xa-b'];
    assert.deepEqual((await leader()).agencyCodes, today);
  });

  it('sees nothing below an agency where they do not oversee', async () => {
    assert.deepEqual((await (await resolve('quantri'))()).agencyCodes, ['ubnd-tinh']);
  });

  it('sees a new agency from its first day on, in Vietnam, and keeps in sight what an old one has closed', async () => {
    identity.clock.moveTo('2036-11-30T16:59:00Z');
    const leader = await resolve('chutich.tinh');
    assert.ok((await leader()).agencyCodes.includes('xa-b'));
    identity.clock.moveTo('2036-11-30T17:00:00Z');
    const { agencyCodes } = await leader();
    assert.deepEqual(agencyCodes, ['phong-ho-tich', 'so-tu-phap', 'ubnd-tinh', 'xa-a', 'xa-b', 'xa-moi']);
  });

  it('holds a position until the day before its end, and one that begins tomorrow not yet', async () => {
    await identity.rows.query(
      `insert into assignment (officer_id, agency_code, position_code, valid_from, valid_to)
       select id, code, 'director', valid_from::date, valid_to::date
         from officer, (values ('so-tu-phap', '2036-11-01', '2036-11-24'), ('phong-ho-tich', '2036-11-25', null)) as a (code, valid_from, valid_to)
        where username = 'quantri'`,
    );
    const officer = await resolve('quantri');
    assert.deepEqual((await officer()).agencyCodes, ['ubnd-tinh']);
    identity.clock.moveTo('2036-11-23T02:00:00Z');
    assert.deepEqual((await officer()).agencyCodes, ['phong-ho-tich', 'so-tu-phap']);
    assert.deepEqual((await officer()).positions, [
      { agencyCode: 'so-tu-phap', positionCode: 'director', roles: ['approve', 'oversee'] },
    ]);
    identity.clock.moveTo('2036-11-24T18:00:00Z');
    const tomorrow = await (await resolve('quantri'))();
    assert.deepEqual(tomorrow.agencyCodes, ['phong-ho-tich', 'ubnd-tinh']);
    await identity.rows.query(`delete from assignment where position_code = 'director'`);
  });

  it('holds nothing at an agency that no longer exists', async () => {
    await identity.rows.query(
      `insert into assignment (officer_id, agency_code, position_code, valid_from)
       select id, 'so-cu', 'director', '2018-11-23' from officer where username = 'tiepnhan.a'`,
    );
    assert.deepEqual((await (await resolve('tiepnhan.a'))()).agencyCodes, ['xa-a']);
    await identity.rows.query(`delete from assignment where agency_code = 'so-cu'`);
  });
});
