import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { tokenHash } from '@motcua/service-kit/http';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';
import { codeOf, stepOf } from './totp.js';

const leader = 'chutich.tinh';
const clerk = 'tiepnhan.a';

/** The small province, in which those who approve sign in with a second factor. */
function demandingProvince(roles = 'approve') {
  const province = smallProvince();
  province.set('province.yaml', `${province.get('province.yaml') ?? ''}secondFactor: { roles: [${roles}] }\n`);
  return province;
}

describe('a second factor', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(demandingProvince());
    // As an operator's own officers are: demonstration accounts are exempt.
    await identity.rows.query('update officer set demo = false where username = any ($1)', [[leader, clerk]]);
  });
  after(() => identity.stop());
  afterEach(async () => {
    for (const table of ['sign_in_attempt', 'totp', 'passkey', 'recovery_code', 'session'])
      await identity.rows.query(`delete from ${table}`);
    identity.clock.moveMinutes(5);
  });

  const signIn = async (username: string, address?: string) => {
    const browser = new Browser(identity.url, address);
    const { status, answer } = await browser.signIn(username, demoPassword);
    assert.equal(status, 200);
    return { browser, profile: asRecord(answer) };
  };
  const fromBase32 = (text: string) => {
    const bits = [...text]
      .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
      .join('');
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  };
  const codeNow = (secret: Buffer, drift = 0) => codeOf(secret, stepOf(identity.clock.now()) + drift);
  const typeOf = (answer: unknown) => String(asRecord(answer).type).replace('urn:motcua:problem:', '');

  /** Signs an officer in whose role asks for a second factor, and sets an application up. */
  const enrol = async (username = leader) => {
    const { browser } = await signIn(username);
    const secret = fromBase32(String(asRecord((await browser.send('POST', '/second-factor/totp')).answer).secret));
    const { status, answer } = await browser.send('POST', '/second-factor/totp/confirmation', {
      code: codeNow(secret),
    });
    assert.equal(status, 200, JSON.stringify(answer));
    const { profile, recoveryCodes } = asRecord(answer);
    identity.clock.moveMinutes(1);
    return { browser, secret, profile: asRecord(profile), codes: recoveryCodes as string[] };
  };

  it('is set up first where a role asks for it, and until then the session opens nothing', async () => {
    const { browser, profile } = await signIn(leader);
    assert.deepEqual([profile.awaits, profile.permissions, profile.positions], ['enrolment', [], []]);
    const refused = await browser.send('GET', '/account');
    assert.deepEqual([refused.status, typeOf(refused.answer)], [403, 'second-factor-required']);
    const half = browser.cookie;
    const secret = fromBase32(String(asRecord((await browser.send('POST', '/second-factor/totp')).answer).secret));
    const wrong = await browser.send('POST', '/second-factor/totp/confirmation', { code: '000000' });
    assert.deepEqual([wrong.status, typeOf(wrong.answer)], [422, 'code-not-right']);
    const { answer } = await browser.send('POST', '/second-factor/totp/confirmation', { code: codeNow(secret) });
    const whole = asRecord(asRecord(answer).profile);
    assert.equal(whole.awaits, undefined);
    assert.deepEqual(whole.permissions, ['dossier.approve', 'dossier.oversee']);
    assert.equal((await browser.send('GET', '/account')).status, 200);
    assert.notEqual(browser.cookie, half);
    browser.cookie = half;
    await until(async () => (await browser.send('GET', '/session')).status === 401);
  });

  it('is not asked of an officer whose roles do not want it, nor of a citizen, nor of a demonstration account', async () => {
    assert.equal((await signIn(clerk)).profile.awaits, undefined);
    assert.equal((await signIn('096000000001')).profile.awaits, undefined);
    await identity.rows.query('update officer set demo = true where username = $1', [leader]);
    assert.equal((await signIn(leader)).profile.awaits, undefined);
    await identity.rows.query('update officer set demo = false where username = $1', [leader]);
  });

  it('is wanted by another role as soon as the province says so, without a restart', async () => {
    const apply = async (roles: string) => {
      await identity.rows.query('update officer set demo = true where username = any ($1)', [[leader, clerk]]);
      await identity.service.applyPack(demandingProvince(roles));
      await identity.rows.query('update officer set demo = false where username = any ($1)', [[leader, clerk]]);
    };
    await apply('intake');
    assert.equal((await signIn(clerk)).profile.awaits, 'enrolment');
    assert.equal((await signIn(leader)).profile.awaits, undefined);
    await apply('approve');
  });

  it('is asked for at every later sign-in; its code is taken once', async () => {
    const { secret } = await enrol();
    const { browser, profile } = await signIn(leader);
    assert.equal(profile.awaits, 'secondFactor');
    assert.deepEqual([...(profile.factors as string[])].sort(), ['recoveryCode', 'totp']);
    const code = codeNow(secret);
    const { status, answer } = await browser.send('POST', '/second-factor/proof', { factor: 'totp', code });
    assert.equal(status, 200, JSON.stringify(answer));
    assert.equal(asRecord(answer).awaits, undefined);
    const { browser: another } = await signIn(leader);
    const again = await another.send('POST', '/second-factor/proof', { factor: 'totp', code });
    assert.deepEqual([again.status, typeOf(again.answer)], [422, 'code-not-right']);
  });

  it('cannot be added by who has the password alone of somebody who has one', async () => {
    await enrol();
    const { browser } = await signIn(leader);
    for (const path of ['/second-factor/totp', '/second-factor/passkeys/options', '/second-factor/recovery-codes']) {
      const { status, answer } = await browser.send(
        'POST',
        path,
        path.endsWith('codes') ? { password: demoPassword } : undefined,
      );
      assert.deepEqual([status, typeOf(answer)], [403, 'second-factor-required'], path);
    }
  });

  it('may be a code on paper, typed as people type, each once', async () => {
    const { codes } = await enrol();
    assert.equal(new Set(codes).size, 10);
    const [first = ''] = codes;
    const { browser } = await signIn(leader);
    const typed = ` ${first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    const { status } = await browser.send('POST', '/second-factor/proof', { factor: 'recoveryCode', code: typed });
    assert.equal(status, 200);
    const { browser: another } = await signIn(leader);
    const again = await another.send('POST', '/second-factor/proof', { factor: 'recoveryCode', code: first });
    assert.equal(again.status, 422);
    await until(() => identity.published.some(({ type }) => type === 'recovery-code.used'));
    const used = identity.published.find(({ type }) => type === 'recovery-code.used');
    assert.equal(asRecord(JSON.parse(used?.data ?? '')).left, 9);
  });

  it('keeps neither the secret nor a code on paper readable, and puts none into an event', async () => {
    const { secret, codes } = await enrol();
    const tables = await Promise.all(
      ['totp', 'recovery_code', 'event_log', 'idempotency_key'].map((table) =>
        identity.rows.query<object[]>(`select * from ${table}`),
      ),
    );
    const stored = JSON.stringify(tables);
    for (const each of [secret.toString('base64url'), secret.toString('hex'), ...codes])
      assert.ok(!stored.includes(each));
    await until(() => identity.published.some(({ type }) => type === 'factor.added'));
  });

  it('makes who guesses codes wait, at the own address, while the owner signs in elsewhere', async () => {
    const { secret } = await enrol();
    const owner = await signIn(leader, '203.0.113.9');
    const proof = (browser: Browser, code: string) =>
      browser.send('POST', '/second-factor/proof', { factor: 'totp', code });
    assert.equal((await proof(owner.browser, codeNow(secret))).status, 200);
    identity.clock.moveMinutes(1);
    const { browser: thief } = await signIn(leader, '198.51.100.7');
    const answers: number[] = [];
    for (let guess = 0; guess < 8; guess++) answers.push((await proof(thief, '000000')).status);
    assert.deepEqual([answers[0], answers.at(-1)], [422, 429]);
    const again = await signIn(leader, '203.0.113.9');
    assert.equal((await proof(again.browser, codeNow(secret))).status, 200);
  });

  it('is not held up by who does not know the password', async () => {
    await enrol();
    const stranger = new Browser(identity.url, '198.51.100.8');
    const { status } = await stranger.send('POST', '/second-factor/proof', { factor: 'totp', code: '000000' });
    assert.equal(status, 401);
    assert.equal((await identity.rows.query<object[]>('select from sign_in_attempt where failures > 0')).length, 0);
  });

  it('is removed with the password alone, and the last one not while the role asks for it', async () => {
    const { browser } = await enrol();
    const remove = (password: string) => browser.send('POST', '/second-factor/totp/removal', { password });
    const [wrong, kept] = [await remove('wrong'), await remove(demoPassword)];
    assert.deepEqual([typeOf(wrong.answer), typeOf(kept.answer)], ['password-not-right', 'second-factor-needed']);
    const { browser: own } = await enrol(clerk);
    assert.equal((await own.send('POST', '/second-factor/totp/removal', { password: demoPassword })).status, 204);
    const codes = await identity.rows.query<object[]>(
      'select from recovery_code c join officer o on o.id = c.subject_id where o.username = $1',
      [clerk],
    );
    assert.equal(codes.length, 0);
    await until(() => identity.published.some(({ type }) => type === 'factor.removed'));
  });

  it('gives new codes on paper for the password; the former are void', async () => {
    const { browser, codes } = await enrol();
    const { answer } = await browser.send('POST', '/second-factor/recovery-codes', { password: demoPassword });
    const renewed = asRecord(answer).codes as string[];
    assert.equal(renewed.length, 10);
    const { browser: later } = await signIn(leader);
    const proof = (code = '') => later.send('POST', '/second-factor/proof', { factor: 'recoveryCode', code });
    assert.equal((await proof(codes[0])).status, 422);
    assert.equal((await proof(renewed[0])).status, 200);
  });

  it('is taken away by an operator from who lost everything; the sessions end', async () => {
    const { browser } = await enrol();
    assert.deepEqual(await identity.service.resetSecondFactor.execute(leader), { removed: 1 });
    assert.equal(await identity.service.resetSecondFactor.execute('nobody'), undefined);
    await until(async () => (await browser.send('GET', '/session')).status === 401);
    assert.equal((await signIn(leader)).profile.awaits, 'enrolment');
  });

  it('is begun anew after ten minutes, and half a sign-in can be left', async () => {
    await enrol();
    const { browser } = await signIn(leader);
    const hash = tokenHash(browser.cookie?.split('=')[1] ?? '');
    assert.equal((await browser.send('DELETE', '/session')).status, 204);
    await assert.rejects(identity.client.resolveSession({ tokenHash: hash }), /UNAUTHENTICATED/);
    const { browser: slow } = await signIn(leader);
    identity.clock.moveMinutes(10);
    assert.equal((await slow.send('GET', '/session')).status, 401);
  });
});
