import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { asRecord, Browser, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';

const today = '2036-11-24';
const tomorrow = '2036-11-25';
const password = 'ba con mèo trên mái ngói';

describe('the administration of officers', () => {
  let identity: IdentityForSpec;
  let administrator: Browser;
  let names = 0;

  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());
  afterEach(async () => {
    identity.clock.moveTo('2036-11-24T02:00:00Z');
    await identity.rows.query('delete from sign_in_attempt');
    await identity.rows.query('delete from rate_limit');
    await identity.rows.query('update officer set disabled_at = null where demo');
  });

  const as = async (username: string, secret = demoPassword) => {
    const browser = new Browser(identity.url);
    const { status, answer } = await browser.signIn(username, secret);
    assert.equal(status, 200, JSON.stringify(answer));
    return browser;
  };
  before(async () => {
    administrator = await as('quantri');
  });

  const typeOf = (answer: unknown) => String(asRecord(answer).type).replace('urn:motcua:problem:', '');
  const faultsOf = (answer: unknown) =>
    (asRecord(answer).errors as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer) ?? [];
  const position = (more: object = {}) => ({
    agencyCode: 'xa-a',
    positionCode: 'one-stop-officer',
    validFrom: today,
    ...more,
  });
  const newOfficer = (more: object = {}) => ({
    username: `can-bo.${++names}`,
    fullName: 'Huỳnh Thị Mỹ Duyên',
    position: position(),
    ...more,
  });
  const create = async (more: object = {}) => {
    const body = newOfficer(more);
    const { status, answer } = await administrator.send('POST', '/officers', body);
    assert.equal(status, 201, JSON.stringify(answer));
    return { id: String(asRecord(answer).id), username: body.username };
  };
  const codeFor = async (id: string) => {
    const { status, answer } = await administrator.send('POST', `/officers/${id}/activation-code`);
    assert.equal(status, 201, JSON.stringify(answer));
    return String(asRecord(answer).code);
  };
  const activate = (username: string, code: string, newPassword = password) =>
    // Each from an address of its own: one may not try often.
    new Browser(identity.url, `203.0.113.${(names % 200) + 2}`).send('POST', '/officer-activations', {
      username,
      code,
      newPassword,
    });
  const activated = async (more: object = {}) => {
    const officer = await create(more);
    assert.equal((await activate(officer.username, await codeFor(officer.id))).status, 204);
    return officer;
  };
  const shown = async (id: string) => asRecord((await administrator.send('GET', `/officers/${id}`)).answer);
  const rolesOf = async (browser: Browser) =>
    (asRecord((await browser.send('GET', '/session')).answer).positions as { position: { code: string } }[]).length;

  it('adds an officer, who chooses a password by a code that works once and signs in with it', async () => {
    const { id, username } = await create();
    assert.equal((await new Browser(identity.url).signIn(username, '')).status, 422);
    assert.equal((await new Browser(identity.url).signIn(username, password)).status, 401, 'nobody has a password yet');
    assert.equal((await shown(id)).state, 'invited');
    const code = await codeFor(id);
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    assert.equal((await activate(username, code.toLowerCase().replaceAll('-', ' '))).status, 204);
    const again = await activate(username, code, 'một mật khẩu khác hẳn');
    assert.deepEqual([again.status, typeOf(again.answer)], [422, 'activation-refused']);
    const officer = await as(username, password);
    assert.equal(await rolesOf(officer), 1);
    const { state, runningSessions, fullName } = await shown(id);
    assert.deepEqual([state, runningSessions, fullName], ['active', 1, 'Huỳnh Thị Mỹ Duyên']);
  });

  it('lets of two who use a code at once one in', async () => {
    const { id, username } = await create();
    const code = await codeFor(id);
    const answers = await Promise.all([
      activate(username, code),
      activate(username, code, 'hai con chó dưới hiên nhà'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 422]);
  });

  it('refuses a code that ran out, was followed by another, is wrong or somebody else’s, all alike', async () => {
    const [{ id, username }, other] = [await create(), await create()];
    const first = await codeFor(id);
    const second = await codeFor(id);
    for (const [who, code] of [
      [username, first],
      [username, '0000-0000-0000-0000'],
      [other.username, second],
      ['khong.co.ai', second],
    ] as const) {
      const { status, answer } = await activate(who, code);
      assert.deepEqual([status, typeOf(answer)], [422, 'activation-refused'], who);
    }
    identity.clock.moveMinutes(72 * 60);
    assert.equal((await activate(username, second)).status, 422);
  });

  it('refuses a password that is easy to guess or short, and the code still works', async () => {
    const { id, username } = await create();
    const code = await codeFor(id);
    for (const weak of ['1234567890', 'ngắn']) {
      const { status, answer } = await activate(username, code, weak);
      assert.deepEqual([status, faultsOf(answer)], [422, ['/newPassword']]);
    }
    assert.equal((await activate(username, code)).status, 204);
  });

  it('keeps neither the code nor the name where somebody could read it', async () => {
    const { id } = await create();
    const code = await codeFor(id);
    const [rows, log, answers] = await Promise.all([
      identity.rows.query('select encode(code_hash, $1) as hash from activation_code', ['escape']),
      identity.rows.query('select data from event_log where aggregate_id = $1', [id]),
      identity.rows.query('select answer from idempotency_key'),
    ]);
    const all = JSON.stringify([rows, log, answers, identity.published]);
    for (const secret of [code, code.replaceAll('-', ''), 'Duyên']) assert.ok(!all.includes(secret), secret);
  });

  it('gives another password to who forgot the old one, and ends what was signed in', async () => {
    const { id, username } = await activated();
    const former = await as(username, password);
    assert.equal((await activate(username, await codeFor(id), 'mật khẩu mới của tôi')).status, 204);
    await until(async () => (await former.send('GET', '/session')).status === 401);
    assert.equal((await new Browser(identity.url).signIn(username, password)).status, 401);
    await as(username, 'mật khẩu mới của tôi');
  });

  it('names the field of what cannot be', async () => {
    for (const [change, pointer] of [
      [{ username: 'Nguyễn Văn A' }, '/username'],
      [{ username: '096000000001' }, '/username'],
      [{ fullName: ' ' }, '/fullName'],
      [{ position: position({ validFrom: '2036-11-23' }) }, '/position/validFrom'],
      [{ position: position({ validTo: today }) }, '/position/validTo'],
      [{ position: position({ positionCode: 'chairman-of-nothing' }) }, '/position/positionCode'],
      [{ position: position({ agencyCode: 'so-cu' }) }, '/position/positionCode'],
      [
        { position: position({ agencyCode: 'so-tu-phap', positionCode: 'it-administrator' }) },
        '/position/positionCode',
      ],
      [{ demo: true }, '/demo'],
    ] as const) {
      const { status, answer } = await administrator.send('POST', '/officers', newOfficer(change));
      assert.deepEqual([status, faultsOf(answer)], [422, [pointer]], JSON.stringify(change));
    }
    const taken = await administrator.send('POST', '/officers', newOfficer({ username: 'QUANTRI' }));
    assert.deepEqual([taken.status, typeOf(taken.answer)], [409, 'username-taken']);
  });

  it('leaves no half of an officer behind', async () => {
    const body = newOfficer({ position: position({ positionCode: 'nothing' }) });
    assert.equal((await administrator.send('POST', '/officers', body)).status, 422);
    assert.deepEqual(await identity.rows.query('select from officer where username = $1', [body.username]), []);
  });

  it('adds one officer for a request that comes twice', async () => {
    const body = newOfficer();
    const headers = { 'Idempotency-Key': 'one-officer' };
    const [first, second] = [
      await administrator.send('POST', '/officers', body, headers),
      await administrator.send('POST', '/officers', body, headers),
    ];
    assert.deepEqual([first.status, second.status, second.answer], [201, 201, first.answer]);
  });

  it('gives a position from a day on, and takes it on another, at that day and not before', async () => {
    const { id, username } = await activated();
    const second = position({ agencyCode: 'xa-b', validFrom: tomorrow, validTo: '2036-11-27' });
    assert.equal((await administrator.send('POST', `/officers/${id}/positions`, second)).status, 204);
    const overlap = { ...second, validFrom: '2036-11-26', validTo: '2036-11-30' };
    assert.equal(
      typeOf((await administrator.send('POST', `/officers/${id}/positions`, overlap)).answer),
      'position-held',
    );
    assert.equal(await rolesOf(await as(username, password)), 1);
    identity.clock.moveTo('2036-11-25T02:00:00Z');
    assert.equal(await rolesOf(await as(username, password)), 2);
    identity.clock.moveTo('2036-11-27T02:00:00Z');
    assert.equal(await rolesOf(await as(username, password)), 1);
  });

  it('ends a position today, with what was signed in under it; one that never began is gone', async () => {
    const { id, username } = await activated();
    const officer = await as(username, password);
    const planned = position({ agencyCode: 'xa-b', validFrom: tomorrow });
    assert.equal((await administrator.send('POST', `/officers/${id}/positions`, planned)).status, 204);
    const end = (body: object) => administrator.send('POST', `/officers/${id}/positions/end`, body);
    assert.equal((await end({ ...planned, validTo: tomorrow })).status, 204);
    assert.equal((await officer.send('GET', '/session')).status, 200, 'nothing has changed yet');
    assert.equal(typeOf((await end({ ...position(), validTo: '2036-11-23' })).answer), 'days-not-possible');
    assert.equal((await end({ ...position(), validTo: today })).status, 204);
    assert.equal((await end({ ...position(), validTo: today })).status, 404);
    await until(async () => (await officer.send('GET', '/session')).status === 401);
    assert.deepEqual((await shown(id)).positions, []);
  });

  it('disables an account at once, and enables it again', async () => {
    const { id, username } = await activated();
    const officer = await as(username, password);
    const code = await codeFor(id);
    assert.equal((await administrator.send('POST', `/officers/${id}/disable`)).status, 204);
    await until(async () => (await officer.send('GET', '/session')).status === 401);
    assert.equal((await new Browser(identity.url).signIn(username, password)).status, 401);
    assert.equal((await activate(username, code)).status, 422, 'a code of before opens nothing');
    assert.equal(
      typeOf((await administrator.send('POST', `/officers/${id}/activation-code`)).answer),
      'officer-disabled',
    );
    assert.equal((await administrator.send('POST', `/officers/${id}/enable`)).status, 204);
    await as(username, password);
  });

  it('renames, ends sessions and takes a second factor away', async () => {
    const { id, username } = await activated();
    const officer = await as(username, password);
    await identity.rows.query(
      `insert into totp (subject_id, secret, created_at, confirmed_at) values ($1, $2, now(), now())`,
      [id, `s1.k1.${randomBytes(12).toString('base64url')}.${randomBytes(32).toString('base64url')}`],
    );
    assert.equal((await shown(id)).hasSecondFactor, true);
    assert.equal((await administrator.send('PUT', `/officers/${id}/name`, { fullName: 'Mỹ Duyên' })).status, 204);
    assert.equal((await administrator.send('DELETE', `/officers/${id}/sessions`)).status, 204);
    await until(async () => (await officer.send('GET', '/session')).status === 401);
    assert.equal((await administrator.send('DELETE', `/officers/${id}/second-factor`)).status, 204);
    const { fullName, hasSecondFactor, runningSessions } = await shown(id);
    assert.deepEqual([fullName, hasSecondFactor, runningSessions], ['Mỹ Duyên', false, 0]);
  });

  it('lets nobody disable the own account, nor leave the province without an administrator', async () => {
    const [own] = await identity.rows.query<{ id: string }[]>(`select id from officer where username = 'quantri'`);
    assert.equal(typeOf((await administrator.send('POST', `/officers/${own?.id}/disable`)).answer), 'own-account');
    const administers = { agencyCode: 'ubnd-tinh', positionCode: 'it-administrator', validFrom: today };
    const end = { ...administers, validTo: tomorrow };
    assert.equal(
      typeOf((await administrator.send('POST', `/officers/${own?.id}/positions/end`, end)).answer),
      'last-administrator',
    );
    assert.equal((await administrator.send('GET', '/session')).status, 200);
    // Who administers for two days more is none to leave the province to.
    const passing = await activated({ position: { ...administers, validTo: '2036-11-26' } });
    assert.equal(
      typeOf((await administrator.send('POST', `/officers/${own?.id}/positions/end`, end)).answer),
      'last-administrator',
    );
    await identity.rows.query('update officer set disabled_at = now() where id = $1', [passing.id]);
    // With a second one, of two who disable one another at once one stays.
    const second = await activated({ position: administers });
    const colleague = await as(second.username, password);
    const answers = await Promise.all([
      administrator.send('POST', `/officers/${second.id}/disable`),
      colleague.send('POST', `/officers/${own?.id}/disable`),
    ]);
    const left = await identity.rows.query(
      `select from officer o join held_position h on h.officer_id = o.id
        where o.disabled_at is null and 'administer' = any (h.roles) and h.days @> '${today}'::date`,
    );
    assert.equal(left.length, 1, JSON.stringify(answers));
    await identity.rows.query('update officer set disabled_at = null');
    administrator = await as('quantri');
  });

  it('is open to administrators alone', async () => {
    const { id } = await create();
    const chairman = await as('chutich.tinh');
    for (const [method, path, body] of [
      ['GET', '/officers', undefined],
      ['GET', `/officers/${id}`, undefined],
      ['GET', '/positions', undefined],
      ['POST', '/officers', newOfficer()],
      ['POST', `/officers/${id}/activation-code`, undefined],
      ['PUT', `/officers/${id}/name`, { fullName: 'X' }],
      ['POST', `/officers/${id}/positions`, position({ agencyCode: 'xa-b' })],
      ['POST', `/officers/${id}/positions/end`, { ...position(), validTo: today }],
      ['POST', `/officers/${id}/disable`, undefined],
      ['POST', `/officers/${id}/enable`, undefined],
      ['DELETE', `/officers/${id}/sessions`, undefined],
      ['DELETE', `/officers/${id}/second-factor`, undefined],
    ] as const) {
      assert.equal((await chairman.send(method, path, body)).status, 403, path);
      assert.equal((await new Browser(identity.url).send(method, path, body)).status, 401, path);
    }
  });

  it('lists officers by user name, a page at a time, of an agency, by state and by the beginning of the name', async () => {
    for (const username of ['trang.a', 'trang.b', 'trang.c']) await create({ username });
    await activated({ username: 'trang.d', position: position({ agencyCode: 'xa-b' }) });
    const list = async (query: string) => {
      const { status, answer } = await administrator.send('GET', `/officers?${query}`);
      assert.equal(status, 200);
      const { items, next } = answer as { items: { username: string }[]; next?: string };
      return { names: items.map(({ username }) => username), next };
    };
    const first = await list('q=trang&limit=2');
    assert.deepEqual(first, { names: ['trang.a', 'trang.b'], next: 'trang.b' });
    assert.deepEqual(await list(`q=trang&limit=2&after=${first.next}`), {
      names: ['trang.c', 'trang.d'],
      next: undefined,
    });
    assert.deepEqual((await list('q=trang&state=active')).names, ['trang.d']);
    assert.deepEqual((await list('q=trang&agency=xa-b')).names, ['trang.d']);
    assert.deepEqual((await list('q=TRANG.A')).names, ['trang.a']);
    assert.deepEqual((await list('q=tran%25')).names, []);
  });
});

describe('the first administrator', () => {
  it('comes to be by whoever may run the service, once, and adds the others', async () => {
    const identity = await startIdentity({ demo: false });
    try {
      await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': undefined }));
      const make = (...args: string[]) => identity.service.firstAdministrator.execute(args);
      await assert.rejects(make('quan-tri'), /USERNAME FULL-NAME/);
      await assert.rejects(make('quan-tri', 'Lâm Chí Công', 'xa-a', 'one-stop-officer'), /does not administer/);
      await make('quan-tri', 'Lâm Chí Công', 'ubnd-tinh', 'it-administrator');
      const { code } = await make('quan-tri', 'Lâm Chí Công', 'ubnd-tinh', 'it-administrator');
      const browser = new Browser(identity.url);
      const activation = { username: 'quan-tri', code, newPassword: password };
      assert.equal((await browser.send('POST', '/officer-activations', activation)).status, 204);
      assert.equal((await browser.signIn('quan-tri', password)).status, 200);
      await assert.rejects(make('ke-khac', 'Kẻ Khác', 'ubnd-tinh', 'it-administrator'), /an administrator already/);
      const officers = await identity.rows.query('select from officer');
      assert.equal(officers.length, 1);
    } finally {
      await identity.stop();
    }
  });
});
