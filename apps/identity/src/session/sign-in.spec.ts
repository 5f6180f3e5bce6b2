import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { tokenHash } from '@motcua/service-kit/http';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoAccounts, demoPassword, smallProvince } from '../pack/small-province.fixture.js';

const citizen = '096000000001';

describe('signing in', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());
  afterEach(() => identity.rows.query('delete from sign_in_attempt'));

  it('shows a citizen who they are and that they may hand in dossiers', async () => {
    const browser = new Browser(identity.url);
    const { status, answer } = await browser.signIn(citizen, demoPassword);
    assert.equal(status, 200);
    const { subjectId, ...profile } = asRecord(answer);
    assert.match(String(subjectId), /^[0-9a-f-]{36}$/);
    assert.deepEqual(profile, {
      kind: 'citizen',
      displayName: 'Nguyễn Văn An',
      language: 'vi',
      permissions: ['dossier.submit'],
      positions: [],
      expiresAt: '2036-11-24T14:00:00.000Z',
    });
    assert.deepEqual((await browser.send('GET', '/session')).answer, answer);
  });

  it('shows an officer the positions held today, and what these allow', async () => {
    const { answer } = await new Browser(identity.url).signIn('Tiepnhan.A', demoPassword);
    const { kind, displayName, permissions, positions } = asRecord(answer);
    assert.deepEqual(
      { kind, displayName, permissions, positions },
      {
        kind: 'officer',
        displayName: 'Trần Thị Bình',
        permissions: ['dossier.intake', 'dossier.process'],
        positions: [
          {
            agencyCode: 'xa-a',
            agencyName: { vi: 'Cơ quan xa-a', en: 'Agency xa-a' },
            positionCode: 'one-stop-officer',
            title: { vi: 'One-stop officer', en: 'One-stop officer' },
            roles: ['intake', 'process'],
          },
        ],
      },
    );
  });

  it('answers an unknown account as it answers a wrong password', async () => {
    const browser = new Browser(identity.url);
    const answers = [
      await browser.signIn(citizen, 'wrong'),
      await browser.signIn('096000000002', demoPassword),
      await browser.signIn('tiepnhan.a', 'wrong'),
      await browser.signIn('nobody', demoPassword),
    ].map(({ status, answer, setCookie }) => ({ status, ...asRecord(answer), traceId: '', setCookie }));
    assert.equal(answers[0]?.status, 401);
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal(asRecord(answers[0]).type, 'urn:motcua:problem:sign-in-failed');
    assert.equal(browser.cookie, undefined);
  });

  it('gives a new token each time and ends the session that the browser held, so that no planted token becomes a session', async () => {
    const browser = new Browser(identity.url);
    browser.cookie = `motcua=${'A'.repeat(43)}`;
    await browser.signIn(citizen, demoPassword);
    const first = browser.cookie;
    assert.notEqual(first, `motcua=${'A'.repeat(43)}`);
    await browser.signIn(citizen, demoPassword);
    assert.notEqual(browser.cookie, first);
    browser.cookie = first;
    // The guard may know the session for a moment longer, until it hears that it ended.
    await until(async () => (await browser.send('GET', '/session')).status === 401);
  });

  it('keeps of the token its hash alone, and gives it to scripts in no way', async () => {
    const browser = new Browser(identity.url);
    const { setCookie, answer } = await browser.signIn(citizen, demoPassword);
    const token = tokenOf(browser);
    assert.match(setCookie ?? '', /HttpOnly; SameSite=Lax/);
    assert.ok(!JSON.stringify(answer).includes(token));
    const [row] = await identity.rows.query<object[]>('select * from session where token_hash = $1', [
      Buffer.from(tokenHash(token), 'hex'),
    ]);
    assert.ok(row);
    assert.ok(!JSON.stringify(row).includes(token));
  });

  it('lets go of sessions that ran out when the same person signs in again', async () => {
    await new Browser(identity.url).signIn('quantri', demoPassword);
    identity.clock.moveMinutes(720);
    await new Browser(identity.url).signIn('quantri', demoPassword);
    const sessions = await identity.rows.query<object[]>(
      `select s.id from session s join officer o on o.id = s.subject_id where o.username = 'quantri'`,
    );
    assert.equal(sessions.length, 1);
  });

  it('refuses input that is none, naming the field', async () => {
    const { status, answer } = await new Browser(identity.url).send('POST', '/session', { identifier: '', role: 'x' });
    assert.equal(status, 422);
    const { errors } = asRecord(answer);
    assert.deepEqual(Array.isArray(errors) && errors.map((error: { pointer: string }) => error.pointer), [
      '/identifier',
      '/password',
      '/role',
    ]);
  });

  it('does not let a disabled account in, nor go on', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn('tiepnhan.a', demoPassword);
    const disable = 'update officer set disabled_at = $1 where username = $2';
    await identity.rows.query(disable, [identity.clock.now(), 'tiepnhan.a']);
    identity.clock.moveMinutes(1);
    assert.equal((await browser.send('GET', '/session')).status, 401);
    assert.equal((await browser.signIn('tiepnhan.a', demoPassword)).status, 401);
    await identity.rows.query(disable, [null, 'tiepnhan.a']);
  });
});

describe('guessing a password', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());
  afterEach(() => identity.rows.query('delete from sign_in_attempt'));

  const fail = async (browser: Browser, times: number) => {
    for (let time = 0; time < times; time++) await browser.signIn(citizen, 'wrong');
  };

  it('costs a wait from the tenth failure on, which doubles and is the same for an account that does not exist', async () => {
    const [guesser, stranger] = [new Browser(identity.url), new Browser(identity.url)];
    await fail(guesser, 10);
    for (let time = 0; time < 10; time++) await stranger.signIn('096000000009', 'wrong');
    const refused = await guesser.signIn(citizen, demoPassword);
    assert.equal(refused.status, 429);
    assert.equal(refused.retryAfter, '1');
    assert.equal((await stranger.signIn('096000000009', 'wrong')).status, 429);
    identity.clock.moveMinutes(1 / 60);
    assert.equal((await guesser.signIn(citizen, 'wrong')).status, 401);
    assert.equal((await guesser.signIn(citizen, 'wrong')).retryAfter, '2');
  });

  it('does not hold up the owner at another address', async () => {
    await fail(new Browser(identity.url, '198.51.100.7'), 12);
    assert.equal((await new Browser(identity.url, '198.51.100.8').signIn(citizen, demoPassword)).status, 200);
  });

  it('ends its wait by itself, and a success forgets the failures', async () => {
    const browser = new Browser(identity.url);
    await fail(browser, 12);
    identity.clock.moveMinutes(16);
    assert.equal((await browser.signIn(citizen, demoPassword)).status, 200);
    await fail(browser, 9);
    assert.equal((await browser.signIn(citizen, demoPassword)).status, 200);
  });

  it('is forgotten after an hour of peace, and not kept beyond ninety days', async () => {
    const browser = new Browser(identity.url);
    await fail(browser, 11);
    identity.clock.moveMinutes(61);
    await fail(browser, 9);
    assert.equal((await browser.signIn(citizen, demoPassword)).status, 200);
    await new Browser(identity.url).signIn('096000000009', 'wrong');
    identity.clock.moveMinutes(91 * 24 * 60);
    await browser.signIn(citizen, demoPassword);
    const attempts = await identity.rows.query<object[]>('select key from sign_in_attempt');
    assert.equal(attempts.length, 1);
  });

  it('from many addresses is slowed down as a whole, save where the owner signed in before', async () => {
    const owner = new Browser(identity.url, '198.51.100.1');
    assert.equal((await owner.signIn(citizen, demoPassword)).status, 200);
    await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        new Browser(identity.url, `203.0.113.${number}`).signIn(citizen, 'wrong'),
      ),
    );
    assert.equal((await new Browser(identity.url, '203.0.113.200').signIn(citizen, demoPassword)).status, 429);
    assert.equal((await owner.signIn(citizen, demoPassword)).status, 200);
  });

  it('does not hinder who signs in rightly in several windows at once', async () => {
    const windows = Array.from({ length: 8 }, () => new Browser(identity.url).signIn(citizen, demoPassword));
    assert.deepEqual(
      (await Promise.all(windows)).map(({ status }) => status),
      Array.from({ length: 8 }, () => 200),
    );
  });

  it('many times at once gains nothing', async () => {
    const browser = new Browser(identity.url);
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.signIn(citizen, 'wrong')));
    assert.equal(answers.filter(({ status }) => status === 401).length, 10);
    assert.equal(answers.filter(({ status }) => status === 429).length, 10);
  });
});

describe('a session', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());

  it('ends at once for everybody when its owner signs out', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn(citizen, demoPassword);
    const cookie = browser.cookie;
    const hash = tokenHash(tokenOf(browser));
    assert.equal((await browser.send('DELETE', '/session')).status, 204);
    await assert.rejects(identity.client.resolveSession({ tokenHash: hash }), /UNAUTHENTICATED/);
    const [event] = await identity.rows.query<{ type: string; data: string; actor_kind: string }[]>(
      `select l.* from session s join event_log l on l.aggregate_id = s.id where s.token_hash = $1`,
      [Buffer.from(hash, 'hex')],
    );
    assert.equal(event?.type, 'session.ended');
    assert.equal(event.actor_kind, 'citizen');
    assert.equal(asRecord(JSON.parse(event.data)).tokenHash, hash);

    browser.cookie = cookie;
    await until(() => identity.published.some(({ type }) => type === 'session.ended'));
    assert.equal((await browser.send('GET', '/session')).status, 401);
  });

  it('ends when its officer is given another position, and nobody else’s does: new rights begin with a new token', async () => {
    const [moved, stays] = [new Browser(identity.url), new Browser(identity.url)];
    await moved.signIn('tiepnhan.a', demoPassword);
    await stays.signIn('quantri', demoPassword);
    const accounts = demoAccounts().replace('{ agency: xa-a, position', '{ agency: xa-b, position');
    await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': accounts }));
    await until(async () => (await moved.send('GET', '/session')).status === 401);
    assert.equal((await stays.send('GET', '/session')).status, 200);
    const former = moved.cookie;
    await moved.signIn('tiepnhan.a', demoPassword);
    assert.notEqual(moved.cookie, former);
    await identity.service.applyPack(smallProvince());
  });

  it('is not begun from the page of another site', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' };
    const browser = new Browser(identity.url);
    const { status } = await browser.send('POST', '/session', { identifier: citizen, password: demoPassword }, headers);
    assert.deepEqual([status, browser.cookie], [403, undefined]);
  });

  it('can be signed out of twice', async () => {
    assert.equal((await new Browser(identity.url).send('DELETE', '/session')).status, 204);
  });

  it('cannot be ended from the page of another site', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn(citizen, demoPassword);
    const { status } = await browser.send('DELETE', '/session', undefined, { 'Sec-Fetch-Site': 'cross-site' });
    assert.equal(status, 403);
    assert.equal((await browser.send('GET', '/session')).status, 200);
  });

  it('of an officer ends after half an hour without a request, and lasts while there are some', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn('tiepnhan.a', demoPassword);
    for (let time = 0; time < 3; time++) {
      identity.clock.moveMinutes(29);
      assert.equal((await browser.send('GET', '/session')).status, 200);
    }
    identity.clock.moveMinutes(30);
    assert.equal((await browser.send('GET', '/session')).status, 401);
  });

  it('writes when it was last seen once a minute at most', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn('quantri', demoPassword);
    const hash = tokenHash(tokenOf(browser));
    const seen = async () => {
      await identity.client.resolveSession({ tokenHash: hash });
      const [row] = await identity.rows.query<{ last_seen_at: Date }[]>(
        'select last_seen_at from session where token_hash = $1',
        [Buffer.from(hash, 'hex')],
      );
      return row?.last_seen_at.getTime();
    };
    const begun = identity.clock.now().getTime();
    identity.clock.moveMinutes(0.9);
    assert.equal(await seen(), begun);
    identity.clock.moveMinutes(0.1);
    assert.equal(await seen(), begun + 60_000);
  });

  it('of a citizen stays without requests, yet ends after twelve hours', async () => {
    const browser = new Browser(identity.url);
    await browser.signIn(citizen, demoPassword);
    identity.clock.moveMinutes(719);
    assert.equal((await browser.send('GET', '/session')).status, 200);
    identity.clock.moveMinutes(1);
    assert.equal((await browser.send('GET', '/session')).status, 401);
  });

  it('is unknown when its token was never given out, whatever it looks like', async () => {
    for (const hash of ['0'.repeat(64), 'zz', '']) {
      await assert.rejects(identity.client.resolveSession({ tokenHash: hash }), /UNAUTHENTICATED/);
    }
  });
});

function tokenOf({ cookie = '' }: Browser): string {
  return cookie.split('=')[1] ?? '';
}
