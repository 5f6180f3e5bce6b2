import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDoor, type OpenDoor } from '../fixture/open-door.js';

describe('the description of the API', () => {
  let door: OpenDoor;

  before(async () => {
    door = await openDoor();
  });

  after(() => door.close());

  it('has every route, with the very schemas that its input is held to', async () => {
    const response = await fetch(`${door.url}/api/openapi.json`);
    const { openapi, paths } = (await response.json()) as { openapi: string; paths: Record<string, unknown> };
    assert.equal(openapi, '3.1.0');
    assert.deepEqual(Object.keys(paths['/api/letter/v1/letters'] ?? {}), ['get', 'post']);
    const text = JSON.stringify(paths['/api/letter/v1/letters']);
    assert.match(text, /"title":\{"type":"string","minLength":2,"maxLength":20\}/);
    assert.match(text, /"operationId":"Letter_write"/);
  });

  it('can be browsed without asking another host for anything', async () => {
    const response = await fetch(`${door.url}/api/docs`);
    const page = await response.text();
    assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'/);
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    assert.equal(assets.length, 3);
    for (const address of assets) {
      assert.match(address, /^\/api\/docs\//);
      assert.equal((await fetch(door.url + address)).status, 200, address);
    }
  });
});
