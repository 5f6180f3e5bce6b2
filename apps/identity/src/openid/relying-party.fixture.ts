import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import * as openid from 'openid-client';
import { issuerOf } from './openid-addresses.js';

/** An application with a door of its own, to which people come back and where it hears of sign-outs. */
export async function startRelyingParty(clientId: string) {
  const logouts: string[] = [];
  const refusing = { times: 0 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/logout' && refusing.times-- > 0) return response.writeHead(503).end();
      if (request.url === '/logout') logouts.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const url = `http://127.0.0.1:${address.port}`;
  return {
    clientId,
    url,
    callback: `${url}/callback`,
    /** Logout tokens in the order in which they came. */
    logouts,
    refusing,
    stop: () => server.close(),
  };
}

export type RelyingParty = Awaited<ReturnType<typeof startRelyingParty>>;

/** Writes the file that an operator would. */
export function clientsFile(clients: readonly object[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'motcua-openid-')), 'clients.json');
  writeFileSync(file, JSON.stringify({ clients }));
  return file;
}

export function applicationOf({ clientId, url, callback }: RelyingParty, more: object = {}): object {
  return {
    kind: 'application',
    clientId,
    name: { vi: 'Sổ tay công dân', en: 'Citizen notebook' },
    redirectUris: [callback],
    postLogoutRedirectUris: [`${url}/bye`],
    backchannelLogoutUri: `${url}/logout`,
    scopes: ['dossier.read'],
    ...more,
  };
}

/** A system of an agency with a key pair of its own. */
export async function agencySystem(clientId: string, agencyCode: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid: `${clientId}-1`, alg: 'ES256', use: 'sig' };
  const client = {
    kind: 'agency-system',
    clientId,
    name: { vi: 'Phần mềm chuyên ngành', en: 'Line-of-business system' },
    agencyCode,
    jwks: { keys: [key] },
    scopes: ['dossier.read'],
  };
  return { clientId, privateKey, client };
}

/** An access token by a signed assertion (`private_key_jwt`), as the standard client asks for it. */
export async function tokenOfSystem(url: string, clientId: string, key: CryptoKey, scope: string): Promise<string> {
  const config = await openid.discovery(
    new URL(issuerOf(url)),
    clientId,
    undefined,
    openid.PrivateKeyJwt({ key, kid: `${clientId}-1` }),
    { execute: [openid.allowInsecureRequests] },
  );
  const { access_token: token } = await openid.clientCredentialsGrant(config, { scope });
  return token;
}

/** A person's browser, which follows redirects inside the platform and stops where one leads out of it. */
export class PersonsBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie, 'X-Forwarded-For': '203.0.113.7' };
    const response = await fetch(new URL(address, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  async signIn(identifier: string, password: string): Promise<void> {
    const response = await this.fetch('/api/identity/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ identifier, password }),
    });
    assert.equal(response.status, 200);
  }

  async signOut(): Promise<void> {
    await this.fetch('/api/identity/v1/session', { method: 'DELETE' });
  }

  /** Where the redirects lead: out of the provider, or to a page, which is then read. */
  async follow(address: string, init: RequestInit = {}): Promise<{ readonly at: string; readonly page: string }> {
    let response = await this.fetch(address, init);
    let at = address;
    for (let hop = 0; hop < 12; hop++) {
      const location = response.headers.get('Location');
      if (!location) return { at, page: await response.text() };
      at = new URL(location, new URL(at, this.url)).href;
      if (!at.startsWith(`${issuerOf(this.url)}/`)) return { at, page: '' };
      response = await this.fetch(at);
    }
    throw new Error('The redirects do not end');
  }
}

/** Signs a person in to an application with the standard client: code, PKCE, state and nonce. */
export class Login {
  private constructor(
    readonly config: openid.Configuration,
    private readonly party: RelyingParty,
    private readonly verifier: string,
    private readonly state: string,
    private readonly nonce: string,
    readonly address: string,
  ) {}

  static async begin(
    url: string,
    party: RelyingParty,
    scope: string,
    more: Record<string, string> = {},
  ): Promise<Login> {
    const config = await openid.discovery(new URL(issuerOf(url)), party.clientId, undefined, openid.None(), {
      execute: [openid.allowInsecureRequests],
    });
    const verifier = openid.randomPKCECodeVerifier();
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const address = openid.buildAuthorizationUrl(config, {
      redirect_uri: party.callback,
      scope,
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    });
    return new Login(config, party, verifier, state, nonce, address.href);
  }

  /** @param at the address of the application to which the browser came back */
  finish(
    at: string,
    parameters: Record<string, string> = {},
  ): Promise<openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers> {
    assert.ok(at.startsWith(this.party.callback), at);
    return openid.authorizationCodeGrant(
      this.config,
      new URL(at),
      { pkceCodeVerifier: this.verifier, expectedState: this.state, expectedNonce: this.nonce },
      parameters,
    );
  }
}
