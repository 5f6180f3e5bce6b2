import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';

const citizen = '096000000001';
const leaked = 'con-meo-cua-toi-2026';

describe('the own account', () => {
  let identity: IdentityForSpec;
  const breachedPasswordsDir = mkdtempSync(join(tmpdir(), 'motcua-breached-'));
  before(async () => {
    const digest = createHash('sha1').update(leaked).digest('hex').toUpperCase();
    writeFileSync(join(breachedPasswordsDir, `${digest.slice(0, 5)}.txt`), `${digest.slice(5)}:12\r\n`);
    identity = await startIdentity({ breachedPasswordsDir });
    await identity.service.applyPack(smallProvince());
    await identity.rows.query('update citizen set demo = false');
  });
  after(async () => {
    await identity.stop();
    rmSync(breachedPasswordsDir, { recursive: true });
  });
  afterEach(async () => {
    await identity.rows.query('delete from sign_in_attempt');
    await identity.rows.query('delete from session');
  });

  const signIn = async (password = demoPassword, who = citizen) => {
    const browser = new Browser(identity.url);
    assert.equal((await browser.signIn(who, password)).status, 200);
    return browser;
  };
  const typeOf = (answer: unknown) => String(asRecord(answer).type).replace('urn:motcua:problem:', '');
  const sessionsOf = async (browser: Browser) =>
    asRecord((await browser.send('GET', '/account')).answer).sessions as {
      id: string;
      device: string;
      current: boolean;
    }[];

  it('shows where somebody is signed in, and says no more of a device than its person knows', async () => {
    const browser = new Browser(identity.url);
    const userAgent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    await browser.send(
      'POST',
      '/session',
      { identifier: citizen, password: demoPassword },
      { 'User-Agent': userAgent },
    );
    const [session] = await sessionsOf(browser);
    assert.deepEqual([session?.device, session?.current], ['chrome/windows', true]);
  });

  it('ends one session elsewhere, or all of them, and keeps the one at hand', async () => {
    const [own, elsewhere, third] = [await signIn(), await signIn(), await signIn()];
    const other = (await sessionsOf(elsewhere)).find(({ current }) => current);
    assert.equal((await own.send('DELETE', `/account/sessions/${other?.id}`)).status, 204);
    await until(async () => (await elsewhere.send('GET', '/session')).status === 401);
    assert.equal((await own.send('DELETE', '/account/sessions')).status, 204);
    await until(async () => (await third.send('GET', '/session')).status === 401);
    assert.equal((await sessionsOf(own)).length, 1);
  });

  it('does not end the session of somebody else', async () => {
    const [own, stranger] = [await signIn(), await signIn(demoPassword, 'quantri')];
    const [session] = await sessionsOf(own);
    assert.equal((await stranger.send('DELETE', `/account/sessions/${session?.id}`)).status, 404);
    assert.equal((await own.send('GET', '/session')).status, 200);
  });

  it('keeps the language that somebody prefers', async () => {
    const browser = await signIn();
    assert.equal((await browser.send('PUT', '/account/preferences', { language: 'en' })).status, 204);
    assert.equal(asRecord((await browser.send('GET', '/account')).answer).language, 'en');
    await browser.send('PUT', '/account/preferences', { language: 'vi' });
  });

  it('takes another password for the old one, and ends the sessions elsewhere', async () => {
    const [own, elsewhere] = [await signIn(), await signIn()];
    const change = (password: string, newPassword: string) =>
      own.send('PUT', '/account/password', { password, newPassword });
    assert.equal(typeOf((await change('wrong', 'năm cái nón lá')).answer), 'password-not-right');
    assert.equal((await change(demoPassword, 'ngắn')).status, 422);
    assert.equal((await change(demoPassword, 'năm cái nón lá')).status, 204);
    await until(async () => (await elsewhere.send('GET', '/session')).status === 401);
    assert.equal((await own.send('GET', '/session')).status, 200);
    assert.equal((await new Browser(identity.url).signIn(citizen, demoPassword)).status, 401);
    const later = await signIn('năm cái nón lá');
    const back = await later.send('PUT', '/account/password', {
      password: 'năm cái nón lá',
      newPassword: demoPassword,
    });
    assert.equal(back.status, 204);
    await until(() => identity.published.some(({ type }) => type === 'password.changed'));
  });

  it('refuses a password that attackers try first, from the list that comes along and from the operator’s', async () => {
    const own = await signIn();
    for (const newPassword of ['basketball', 'Basketball', 'qwertyuiop', leaked]) {
      const { status, answer } = await own.send('PUT', '/account/password', { password: demoPassword, newPassword });
      assert.deepEqual([status, typeOf(answer)], [422, 'password-breached'], newPassword);
    }
  });

  it('keeps the password of a demonstration account, which is everybody’s', async () => {
    const own = await signIn(demoPassword, 'quantri');
    const { status } = await own.send('PUT', '/account/password', {
      password: demoPassword,
      newPassword: 'năm cái nón lá',
    });
    assert.equal(status, 409);
  });
});
