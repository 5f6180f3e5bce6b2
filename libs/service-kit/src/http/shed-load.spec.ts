import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { register } from 'prom-client';
import { slowly } from '../fixture/letter.controller.js';
import { openDoor, tokens, type OpenDoor } from '../fixture/open-door.js';
import { until } from '../fixture/until.js';

describe('a door with as many requests under way as it bears', () => {
  let door: OpenDoor;

  before(async () => {
    door = await openDoor({ limits: { httpMaxRequests: 2 } });
  });

  after(() => door.close());

  const ask = (path: string, init: RequestInit = {}) => fetch(`${door.url}${path}`, init);
  const underWay = async () => {
    const text = await register.getSingleMetricAsString('motcua_http_requests_under_way');
    return Number(/^motcua_http_requests_under_way (\d+)$/m.exec(text)?.[1]);
  };

  it('answers the next one with 503 at once, in its language, before it asks who it is or reads what it wants', async () => {
    let finish: () => void = () => undefined;
    slowly.finish = new Promise((resolve) => (finish = resolve));
    const running = [ask('/api/letter/v1/slow'), ask('/api/letter/v1/slow')];
    await until(async () => (await underWay()) === 2);
    for (const [language, title] of [
      ['vi', 'Hệ thống đang quá tải'],
      ['en', 'Too busy at the moment'],
    ] as const) {
      const response = await ask('/api/letter/v1/letters', {
        method: 'POST',
        headers: {
          'accept-language': language,
          'content-type': 'application/json',
          // Whoever asked about this session would be answered with an outage.
          cookie: `motcua=${tokens.unsure}`,
        },
        body: '{',
      });
      assert.equal(response.status, 503);
      assert.match(response.headers.get('retry-after') ?? '', /^[123]$/);
      const body: unknown = await response.json();
      assert.deepEqual(
        [Reflect.get(Object(body), 'type'), Reflect.get(Object(body), 'title')],
        ['urn:motcua:problem:too-busy', title],
      );
    }
    for (const path of ['/healthz', '/readyz', '/startupz', '/metrics']) {
      assert.equal((await ask(path)).status, 200, path);
    }
    finish();
    for (const answer of await Promise.all(running)) assert.equal(answer.status, 200);
    await until(async () => (await underWay()) === 0);
    assert.equal((await ask('/api/letter/v1/public')).status, 200);
  });

  it('has room again when a client leaves in the middle', async () => {
    slowly.finish = new Promise(() => undefined);
    const leaving = new AbortController();
    const left = [1, 2].map(() =>
      ask('/api/letter/v1/slow', { signal: leaving.signal }).then(
        () => 'answered',
        () => 'left',
      ),
    );
    await until(async () => (await underWay()) === 2);
    leaving.abort();
    assert.deepEqual(await Promise.all(left), ['left', 'left']);
    await until(async () => (await underWay()) === 0);
    assert.equal((await ask('/api/letter/v1/public')).status, 200);
  });
});
