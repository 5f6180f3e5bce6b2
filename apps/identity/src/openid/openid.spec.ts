import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { readPayload } from '@motcua/contracts/events';
import { asRecord, startIdentity, until, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';
import { audienceOf, issuerOf } from './openid-addresses.js';
import {
  agencySystem,
  applicationOf,
  clientsFile,
  Login,
  PersonsBrowser,
  startRelyingParty,
  tokenOfSystem,
  type RelyingParty,
} from './relying-party.fixture.js';

const citizen = '096000000001';
const officer = 'tiepnhan.a';

describe('signing in to an application', () => {
  let identity: IdentityForSpec;
  let party: RelyingParty;
  let trusted: RelyingParty;
  let system: Awaited<ReturnType<typeof agencySystem>>;
  before(async () => {
    [party, trusted] = await Promise.all([startRelyingParty('notebook'), startRelyingParty('province-app')]);
    system = await agencySystem('land-system', 'xa-a');
    identity = await startIdentity({
      openidClientsFile: clientsFile([
        applicationOf(party),
        applicationOf(trusted, { trusted: true, scopes: [] }),
        system.client,
      ]),
    });
    await identity.service.applyPack(smallProvince());
  });
  after(async () => {
    party.stop();
    trusted.stop();
    await identity.stop();
  });
  afterEach(() => identity.rows.query('delete from sign_in_attempt'));

  async function signedIn(who = citizen): Promise<PersonsBrowser> {
    const browser = new PersonsBrowser(identity.url);
    await browser.signIn(who, demoPassword);
    return browser;
  }

  /** Through the page on which the person agrees, where there is one. */
  async function agree(browser: PersonsBrowser, address: string): Promise<string> {
    const { at, page } = await browser.follow(address);
    const [, allow] = /action="([^"]+\/allow)"/.exec(page) ?? [];
    return allow ? (await browser.follow(allow, { method: 'POST' })).at : at;
  }

  const api = () => ({ resource: audienceOf(identity.url) });

  it('sends who is not signed in to our own page, and on to the application afterwards', async () => {
    const login = await Login.begin(identity.url, party, 'openid profile');
    const browser = new PersonsBrowser(identity.url);
    const { at } = await browser.follow(login.address);
    const page = new URL(at);
    assert.equal(page.pathname, '/sign-in');
    await browser.signIn(citizen, demoPassword);
    const tokens = await login.finish(await agree(browser, page.searchParams.get('back') ?? ''));
    const claims = tokens.claims();
    assert.equal(claims?.iss, issuerOf(identity.url));
    const me = await openid.fetchUserInfo(login.config, tokens.access_token, String(claims?.sub));
    assert.deepEqual(
      { name: me.name, locale: me['locale'], kind: me['kind'], positions: me['positions'] },
      { name: 'Nguyễn Văn An', locale: 'vi', kind: 'citizen', positions: undefined },
    );
  });

  it('asks the person in their language, and takes a no', async () => {
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid profile');
    const { page } = await browser.follow(login.address);
    assert.match(page, /Sổ tay công dân/);
    assert.match(page, /Xem họ tên và ngôn ngữ của bạn/);
    const [, refuse = ''] = /action="([^"]+\/refuse)"/.exec(page) ?? [];
    const { at } = await browser.follow(refuse, { method: 'POST' });
    await assert.rejects(login.finish(at), { error: 'access_denied' });
  });

  it('tells an application of the province who an officer is and what they hold, without asking', async () => {
    const login = await Login.begin(identity.url, trusted, 'openid profile positions');
    const { at } = await (await signedIn(officer)).follow(login.address);
    const tokens = await login.finish(at);
    const me = await openid.fetchUserInfo(login.config, tokens.access_token, String(tokens.claims()?.sub));
    assert.deepEqual(me['positions'], [{ agency: 'xa-a', position: 'one-stop-officer' }]);
  });

  it('signs nobody in as the person who sat at the browser before', async () => {
    const browser = await signedIn(officer);
    const first = await Login.begin(identity.url, trusted, 'openid');
    const before = (await first.finish((await browser.follow(first.address)).at)).claims()?.sub;
    await browser.signIn(citizen, demoPassword);
    const second = await Login.begin(identity.url, trusted, 'openid');
    const tokens = await second.finish((await browser.follow(second.address)).at);
    assert.notEqual(tokens.claims()?.sub, before);
  });

  it('refuses an address that is not registered, a code without PKCE, and an unknown application, on a page', async () => {
    const browser = await signedIn();
    const { address } = await Login.begin(identity.url, party, 'openid');
    const wrongAddress = new URL(address);
    wrongAddress.searchParams.set('redirect_uri', `${party.url}/callback/../evil`);
    const unknown = new URL(address);
    unknown.searchParams.set('client_id', 'nobody');
    for (const url of [wrongAddress, unknown]) {
      const { page } = await browser.follow(url.href);
      assert.match(page, /Không thể đăng nhập vào ứng dụng/);
    }
    const withoutPkce = new URL(address);
    withoutPkce.searchParams.delete('code_challenge');
    withoutPkce.searchParams.delete('code_challenge_method');
    const { at } = await browser.follow(withoutPkce.href);
    assert.equal(new URL(at).searchParams.get('error'), 'invalid_request');
  });

  it('gives a new refresh token each time; one that comes again ends the grant, and the history says so', async () => {
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid');
    const first = await login.finish(await agree(browser, login.address));
    const second = await openid.refreshTokenGrant(login.config, String(first.refresh_token));
    assert.notEqual(second.refresh_token, first.refresh_token);
    await assert.rejects(openid.refreshTokenGrant(login.config, String(first.refresh_token)), {
      error: 'invalid_grant',
    });
    await assert.rejects(openid.refreshTokenGrant(login.config, String(second.refresh_token)), {
      error: 'invalid_grant',
    });
    await until(() => identity.published.some(({ type }) => type === 'grant.ended'));
    const told = identity.published.find(({ type }) => type === 'grant.ended');
    assert.deepEqual(readPayload('grant.ended', told?.data ?? ''), {
      clientId: 'notebook',
      subjectId: first.claims()?.sub,
      reason: 'replayed',
    });
  });

  it('lets one of two refreshes with the same token through at most', async () => {
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid');
    const { refresh_token: token = '' } = await login.finish(await agree(browser, login.address));
    const both = await Promise.allSettled([1, 2].map(() => openid.refreshTokenGrant(login.config, token)));
    assert.ok(both.filter(({ status }) => status === 'fulfilled').length <= 1);
  });

  it('lets an application read for a citizen what they allowed, and nothing for an officer', async () => {
    const tokens = async (who: string) => {
      const login = await Login.begin(identity.url, party, 'openid dossier.read', api());
      return login.finish(await agree(await signedIn(who), login.address), api());
    };
    const ofCitizen = await identity.accessTokens.resolve((await tokens(citizen)).access_token);
    assert.equal(ofCitizen?.kind, 'citizen');
    assert.deepEqual(ofCitizen.scopes, ['dossier.read']);
    assert.equal(await identity.accessTokens.resolve((await tokens(officer)).access_token), undefined);
  });

  it('ends what an application holds when the person signs out, and tells it, also when it is away at first', async () => {
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid');
    const tokens = await login.finish(await agree(browser, login.address));
    const heard = party.logouts.length;
    party.refusing.times = 1;
    await browser.signOut();
    await assert.rejects(openid.refreshTokenGrant(login.config, String(tokens.refresh_token)), {
      error: 'invalid_grant',
    });
    await until(() => party.logouts.length > heard);
    const { payload, protectedHeader } = await jwtVerify(
      String(party.logouts[heard]),
      createRemoteJWKSet(new URL(String(login.config.serverMetadata().jwks_uri))),
      { issuer: issuerOf(identity.url), audience: 'notebook', typ: 'logout+jwt' },
    );
    assert.equal(protectedHeader.alg, 'ES256');
    assert.equal(payload.sub, tokens.claims()?.sub);
    assert.deepEqual(payload['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} });
  });

  it('ends what applications hold of other sessions, also in absence, when the person ends all others', async () => {
    const elsewhere = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid offline_access', { prompt: 'consent' });
    const tokens = await login.finish(await agree(elsewhere, login.address));
    const heard = party.logouts.length;
    const here = await signedIn();
    assert.equal((await here.fetch('/api/identity/v1/account/sessions', { method: 'DELETE' })).status, 204);
    assert.equal((await here.fetch('/api/identity/v1/session')).status, 200);
    assert.equal((await elsewhere.fetch('/api/identity/v1/session')).status, 401);
    await assert.rejects(openid.refreshTokenGrant(login.config, String(tokens.refresh_token)), {
      error: 'invalid_grant',
    });
    await until(() => party.logouts.length > heard);
    const isRevoked = ({ type, data }: { type: string; data: string }) =>
      type === 'grant.ended' && readPayload('grant.ended', data).reason === 'revoked';
    await until(() => identity.published.some(isRevoked));
  });

  it('signs out of the platform whom an application sends to sign out, when they say so', async () => {
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid');
    const tokens = await login.finish(await agree(browser, login.address));
    const heard = party.logouts.length;
    const address = openid.buildEndSessionUrl(login.config, {
      id_token_hint: String(tokens.id_token),
      post_logout_redirect_uri: `${party.url}/bye`,
      state: 'so long',
    });
    const { page } = await browser.follow(address.href);
    assert.match(page, /Đăng xuất\?/);
    const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
    const { at } = await browser.follow(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
    assert.equal(at, `${party.url}/bye?state=so+long`);
    assert.equal((await browser.fetch('/api/identity/v1/session')).status, 401);
    await until(() => party.logouts.length > heard);
    assert.equal(party.logouts.length, heard + 1);
  });

  it('answers servers of others, and takes no answer of a person from a page of another site', async () => {
    const crossSite = { 'Sec-Fetch-Site': 'cross-site' };
    const token = await fetch(`${issuerOf(identity.url)}/token`, {
      method: 'POST',
      headers: crossSite,
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'notebook' }),
    });
    assert.deepEqual([token.status, asRecord(await token.json())['error']], [400, 'invalid_grant']);
    const browser = await signedIn();
    const { page } = await browser.follow((await Login.begin(identity.url, party, 'openid')).address);
    const [, allow = ''] = /action="([^"]+\/allow)"/.exec(page) ?? [];
    for (const address of [allow, `${issuerOf(identity.url)}/session/end/confirm`]) {
      const { status } = await browser.fetch(address, { method: 'POST', headers: crossSite });
      assert.equal(status, 403, address);
    }
  });

  it('gives an agency system a token in the name of its agency alone, by its key', async () => {
    const token = await tokenOfSystem(identity.url, system.clientId, system.privateKey, 'dossier.read');
    assert.equal(decodeProtectedHeader(token).typ, 'at+jwt');
    const { expiresAt, ...caller } = asRecord(await identity.accessTokens.resolve(token));
    assert.ok(expiresAt instanceof Date && expiresAt.getTime() <= Date.now() + 601_000);
    assert.deepEqual(caller, {
      subjectId: 'land-system',
      kind: 'client',
      positions: [],
      agencyCodes: ['xa-a'],
      language: 'vi',
      scopes: ['dossier.read'],
    });
    const { privateKey } = await agencySystem('stranger', 'xa-a');
    await assert.rejects(tokenOfSystem(identity.url, system.clientId, privateKey, 'dossier.read'), {
      error: 'invalid_client',
    });
    const response = await fetch(`${identity.url}/api/identity/v1/session`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(response.status, 403, 'a route that names no scope takes no tokens');
  });

  it('changes over to the next key while an application works, and every token holds before and after', async () => {
    const published = async () => {
      const response = await fetch(`${issuerOf(identity.url)}/jwks`);
      const { keys } = (await response.json()) as { keys: { kid: string; d?: string }[] };
      assert.ok(keys.every(({ d }) => d === undefined));
      return keys.map(({ kid }) => kid);
    };
    const browser = await signedIn();
    const login = await Login.begin(identity.url, party, 'openid dossier.read offline_access', {
      ...api(),
      prompt: 'consent',
    });
    const first = await login.finish(await agree(browser, login.address), api());
    const [old] = await published();
    const { kid: next } = await identity.service.rotateSigningKey();
    identity.clock.moveMinutes(1);
    assert.deepEqual((await published()).toSorted(), [String(old), next].toSorted());
    const second = await openid.refreshTokenGrant(login.config, String(first.refresh_token), api());
    assert.equal(decodeProtectedHeader(second.access_token).kid, old, 'the next key is published before it signs');
    identity.clock.moveMinutes(15);
    const third = await openid.refreshTokenGrant(login.config, String(second.refresh_token), api());
    assert.equal(decodeProtectedHeader(third.access_token).kid, next);
    assert.equal(decodeProtectedHeader(String(third.id_token)).kid, next);
    for (const { access_token: token } of [first, second, third]) {
      assert.equal((await identity.accessTokens.resolve(token))?.subjectId, decodeJwt(token).sub);
    }
    identity.clock.moveMinutes(1_441);
    assert.deepEqual(await published(), [next]);
  });

  it('keeps no token, code or name in plain text', async () => {
    const rows: { text: string }[] = await identity.rows.query(
      `select row_to_json(o)::text as text from openid_state o union all select row_to_json(k)::text from signing_key k`,
    );
    assert.ok(rows.length > 0);
    for (const { text } of rows) assert.doesNotMatch(text, /accountId|"d"|Nguyễn/);
  });
});
