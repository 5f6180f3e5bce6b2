import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import { clearSessionCookie, sessionCookie, setSessionCookie, tokenHash } from './session-cookie.js';

const token = 'A-_z0'.padEnd(43, 'x');

describe('the session cookie', () => {
  let server: Server;
  let url: string;

  before(async () => {
    const app = express();
    app.set('trust proxy', 1);
    app.get('/in', (request, response) => {
      setSessionCookie(request, response, token, new Date('2030-01-01T00:00:00.000Z'));
      response.end();
    });
    app.get('/out', (request, response) => {
      clearSessionCookie(request, response);
      response.end();
    });
    app.get('/who', (request, response) => {
      response.json(sessionCookie(request) ?? null);
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const https = { 'x-forwarded-proto': 'https' };
  const cookieOf = async (path: string, headers: Record<string, string>) =>
    (await fetch(`${url}${path}`, { headers })).headers.get('set-cookie');
  const readFrom = async (cookie: string, headers: Record<string, string> = {}): Promise<unknown> =>
    (await fetch(`${url}/who`, { headers: { cookie, ...headers } })).json();

  it('over https belongs to this host alone, and no script or other site has it', async () => {
    assert.equal(
      await cookieOf('/in', https),
      `__Host-motcua=${token}; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax`,
    );
    assert.match(
      (await cookieOf('/out', https)) ?? '',
      /^__Host-motcua=; Path=\/; Expires=Thu, 01 Jan 1970 .*; Secure/,
    );
  });

  it('over plain http, on the machine itself, does without the prefix that browsers then refuse', async () => {
    assert.equal(
      await cookieOf('/in', {}),
      `motcua=${token}; Path=/; Expires=Tue, 01 Jan 2030 00:00:00 GMT; HttpOnly; SameSite=Lax`,
    );
  });

  it('is found among others, and only under the name that fits the connection', async () => {
    assert.equal(await readFrom(`a=b; motcua=${token}; c`), token);
    assert.equal(await readFrom(`__Host-motcua=${token}`, https), token);
    assert.equal(await readFrom(`motcua=${token}`, https), null);
    assert.equal(await readFrom(`__Host-motcua=${token}`), null);
  });

  it('is passed over when it cannot be a token', async () => {
    for (const value of ['', 'short', `${token}x`, `${token.slice(1)}=`, `"${token.slice(2)}"`, `${token.slice(1)};`]) {
      assert.equal(await readFrom(`motcua=${value}`), null, value);
    }
    assert.equal(await readFrom(`motcua=forged; motcua=${token}`), token);
  });

  it('is never kept as such: its hash stands for it', () => {
    assert.match(tokenHash(token), /^[0-9a-f]{64}$/);
    assert.notEqual(tokenHash(token), tokenHash(`${token.slice(1)}y`));
  });
});
