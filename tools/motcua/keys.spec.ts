import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { Failure } from '../command-line.js';
import { addKey, dropKey, useKey } from './keys.js';

const folder = mkdtempSync(join(tmpdir(), 'motcua-keys-'));
const file = join(folder, 'keys.json');

describe('the sealing keys of a platform', () => {
  const first = { mesh: 'm', current: 'k1', sealing: { k1: 'one' }, index: 'i' };
  let server: Server;
  let url: string;
  let resealing: Record<string, unknown>;

  before(async () => {
    // Speaks for a platform whose services all fare alike.
    server = createServer((request, response) => {
      const body = request.url?.endsWith('/resealing') ? resealing : { id: 's', permissions: [] };
      response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'motcua-session=x; Path=/' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    mock.method(console, 'log', () => undefined);
    writeFileSync(file, JSON.stringify(first));
    chmodSync(file, 0o600);
  });
  afterEach(() => mock.restoreAll());

  const kept = () => JSON.parse(readFileSync(file, 'utf8')) as typeof first & { sealing: Record<string, string> };
  const drop = (id: string) => dropKey(id, file, { url, user: 'quantri', password: 'secret', language: 'en' });

  it('gain one that nothing is sealed under yet, and lose nothing', () => {
    addKey(file);
    const { sealing, ...rest } = kept();
    assert.deepEqual(rest, { mesh: 'm', current: 'k1', index: 'i' });
    assert.deepEqual([Object.keys(sealing), sealing.k1], [['k1', 'k2'], 'one']);
    assert.equal(Buffer.from(sealing.k2 ?? '', 'base64').length, 32);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('seal under the one that is named, if there is one', () => {
    addKey(file);
    useKey('k2', file);
    assert.equal(kept().current, 'k2');
    assert.throws(() => useKey('k9', file), Failure);
    assert.throws(() => useKey('constructor', file), Failure);
  });

  it('lose one only when no service has anything under it any more', async () => {
    addKey(file);
    useKey('k2', file);
    await assert.rejects(drop('k2'), /current key/);
    resealing = { currentKey: 'k1', clean: true, items: [] };
    await assert.rejects(drop('k1'), /identity still runs with k1/);
    resealing = { currentKey: 'k2', clean: false, items: [{ column: 'citizen.phone', walked: 1, resealed: 0 }] };
    await assert.rejects(drop('k1'), /identity is not done: citizen\.phone/);
    assert.equal(kept().sealing.k1, 'one');
    resealing = { currentKey: 'k2', clean: true, items: [] };
    await drop('k1');
    assert.deepEqual(Object.keys(kept().sealing), ['k2']);
  });

  it('are left alone where the file is none of keys', () => {
    for (const content of ['', '{}', '{"current":"k1"}']) {
      writeFileSync(file, content);
      assert.throws(() => addKey(file), Failure);
      assert.equal(readFileSync(file, 'utf8'), content);
    }
  });
});
