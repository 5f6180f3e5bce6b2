import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Portal, Refusal } from './portal.mjs';

const mostBytes = 32 * 1024 * 1024;

/**
 * Starts the stand-in on loopback. What a province calls lies at the root; what makes it misbehave, under `/control`.
 * @param {{ port: number, token?: string | undefined }} options without a token everybody may call
 */
export async function startPortal({ port, token }) {
  const portal = new Portal();
  const server = createServer((request, response) => {
    answer(portal, token, request, response).catch((error) => {
      const status = error instanceof Refusal ? error.status : 500;
      if (!response.headersSent) send(response, status, { error: String(error.message) });
      else response.destroy();
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    portal,
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {Portal} portal
 * @param {string | undefined} token
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(portal, token, request, response) {
  const url = new URL(request.url ?? '/', 'http://portal');
  const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const body = request.method === 'GET' ? undefined : await readJson(request);
  if (path[0] === 'control') return send(response, 200, control(portal, request.method ?? '', path.slice(1), body));
  const { behaviour } = portal;
  portal.calls += 1;
  const { calls } = portal;
  if (behaviour.out === 'silent') return;
  if (behaviour.out === 'reset') return void request.socket.destroy();
  const slowMs = path[2] === 'states' ? (behaviour.slow[path[1] ?? ''] ?? 0) : 0;
  if (behaviour.delayMs + slowMs > 0) await delay(behaviour.delayMs + slowMs);
  if (behaviour.out === 'unavailable') throw new Refusal(503, 'the portal is closed for maintenance');
  if (behaviour.failEvery > 0 && calls % behaviour.failEvery === 0) throw new Refusal(500, 'the portal has failed');
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
    throw new Refusal(401, 'who are you?');
  if (path[0] === 'files') return sendFile(portal, response, path[1] ?? '');
  const result = duty(portal, request.method ?? '', path, url.searchParams, body);
  if (behaviour.loseAnswerEvery > 0 && calls % behaviour.loseAnswerEvery === 0) return void request.socket.destroy();
  send(response, 200, result);
}

/**
 * @param {Portal} portal
 * @param {string} method
 * @param {string[]} path
 * @param {URLSearchParams} query
 * @param {any} body
 */
function duty(portal, method, [what, number = '', act], query, body) {
  if (method === 'GET' && what === 'dossiers') return portal.arrivals(Number(query.get('limit') ?? 50));
  if (method === 'GET' && what === 'standings')
    return portal.standings(query.get('after') ?? '', Number(query.get('limit') ?? 200));
  if (method === 'POST' && what === 'dossiers' && act === 'received') return portal.received(number);
  if (method === 'POST' && what === 'dossiers' && act === 'states') return portal.tell(number, body);
  if (method === 'GET' && what === 'follow-ups') return portal.listFollowUps(Number(query.get('limit') ?? 50));
  if (method === 'POST' && what === 'follow-ups' && act === 'received') return portal.followUpReceived(number);
  if (method === 'POST' && what === 'follow-ups' && act === 'outcome') return portal.settle(number, body);
  throw new Refusal(404, 'there is no such page');
}

/**
 * @param {Portal} portal
 * @param {string} method
 * @param {string[]} path
 * @param {any} body
 */
function control(portal, method, [what, number], body) {
  if (method === 'PUT' && what === 'behaviour') return (portal.behave(body ?? {}), portal.behaviour);
  if (method === 'POST' && what === 'dossiers' && number === undefined) return { number: portal.handIn(body ?? {}) };
  if (method === 'PATCH' && what === 'dossiers' && number !== undefined)
    return (portal.forget(number, body ?? {}), { number });
  if (method === 'GET' && what === 'dossiers' && number === undefined) return { items: [...portal.dossiers.values()] };
  if (method === 'GET' && what === 'dossiers' && number !== undefined) return portal.find(number);
  if (method === 'POST' && what === 'follow-ups') return { number: portal.giveMore(body ?? {}) };
  if (method === 'GET' && what === 'follow-ups' && number !== undefined) return portal.findFollowUp(number);
  throw new Refusal(404, 'there is no such control');
}

/**
 * @param {Portal} portal
 * @param {import('node:http').ServerResponse} response
 * @param {string} id
 */
function sendFile(portal, response, id) {
  if (portal.behaviour.filesOut) throw new Refusal(503, 'the files are away');
  const file = portal.files.get(id);
  if (!file) throw new Refusal(404, 'there is no such file');
  response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.content.length });
  response.end(file.content);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {unknown} body
 */
function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** @param {import('node:http').IncomingMessage} request */
async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) throw new Refusal(413, 'too large');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'not JSON');
  }
}
