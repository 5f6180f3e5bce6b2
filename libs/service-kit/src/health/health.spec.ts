import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openDoor, type OpenDoor } from '../fixture/open-door.js';
import { gauge } from './index.js';

describe('the health of a process', () => {
  let door: OpenDoor;
  let fault: Error | undefined;
  let hangs = false;

  before(async () => {
    const check = () => {
      if (hangs) return new Promise<void>(() => undefined);
      return fault ? Promise.reject(fault) : Promise.resolve();
    };
    door = await openDoor({
      checks: [
        { name: 'database', check },
        { name: 'broker', check: () => Promise.resolve() },
      ],
    });
  });

  after(() => door.close());

  const ask = async (path: string): Promise<[number, unknown]> => {
    const response = await fetch(`${door.url}${path}`);
    return [response.status, await response.json()];
  };

  const metrics = async () => (await fetch(`${door.url}/metrics`)).text();

  it('is ready while it has what it needs, and tells what it lacks without the reason of a stranger’s interest', async () => {
    assert.deepEqual(await ask('/readyz'), [200, { status: 'ready' }]);
    fault = new Error('password authentication failed for user "motcua_dossier"');
    assert.deepEqual(await ask('/readyz'), [
      503,
      { status: 'notReady', faults: [{ name: 'database', reason: 'Error' }] },
    ]);
    assert.deepEqual(await ask('/healthz'), [200, { status: 'ok' }]);
    fault = undefined;
    assert.deepEqual(await ask('/readyz'), [200, { status: 'ready' }]);
  });

  it('is not ready, and says so in time, when what it needs does not answer at all', async () => {
    hangs = true;
    const [status] = await ask('/readyz');
    hangs = false;
    assert.equal(status, 503);
  });

  it('counts requests by the pattern of their route, never by what is in a URL', async () => {
    await fetch(`${door.url}/api/letter/v1/codes/secret-code`);
    await fetch(`${door.url}/api/letter/v1/codes/other-code`);
    await fetch(`${door.url}/wp-admin/secret.php`);
    const text = await metrics();
    assert.match(
      text,
      /motcua_http_request_seconds_count\{method="GET",route="\/api\/letter\/v1\/codes\/:code",status="200"\} 2/,
    );
    assert.match(text, /route="unmatched",status="404"\} 1/);
    assert.doesNotMatch(text, /secret/);
    assert.match(text, /process_cpu_seconds_total/);
  });

  it('shows a measure of each service, and leaves out one that cannot be taken', async () => {
    let broken = false;
    gauge('motcua_spec_depth', 'Depth.', 'dossier', () => 3);
    gauge('motcua_spec_depth', 'Depth.', 'identity', () => {
      if (broken) throw new Error('no database');
      return 5;
    });
    assert.match(
      await metrics(),
      /motcua_spec_depth\{service="dossier"\} 3\nmotcua_spec_depth\{service="identity"\} 5/,
    );
    broken = true;
    const text = await metrics();
    assert.match(text, /motcua_spec_depth\{service="dossier"\} 3/);
    assert.doesNotMatch(text, /motcua_spec_depth\{service="identity"\}/);
  });
});
