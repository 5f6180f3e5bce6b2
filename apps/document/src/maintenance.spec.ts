import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createLogger } from '@motcua/service-kit/logs';
import { Maintenance } from './maintenance.js';

const log = createLogger({ service: 'document', level: 'silent' });

describe('maintenance', () => {
  it('does its chores at the start and every ten minutes, and one that fails keeps no other from its turn', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] });
    let failed = 0;
    let done = 0;
    const failing = { execute: () => Promise.reject(new Error(`no database ${++failed}`)) };
    const working = { execute: async () => void done++ };
    const maintenance = new Maintenance([failing, working], log);
    maintenance.start();
    await turn();
    assert.deepEqual([failed, done], [1, 1]);
    t.mock.timers.tick(599_999);
    await turn();
    assert.deepEqual([failed, done], [1, 1]);
    t.mock.timers.tick(1);
    await turn();
    assert.deepEqual([failed, done], [2, 2]);
    await maintenance.stop();
    t.mock.timers.tick(600_000);
    await turn();
    assert.deepEqual([failed, done], [2, 2]);
  });

  it('lets a chore that is under way finish before the service lets go of its database', async () => {
    let finished = false;
    const slow = {
      execute: async () => {
        await turn();
        finished = true;
      },
    };
    const maintenance = new Maintenance([slow], log);
    maintenance.start();
    await maintenance.stop();
    assert.ok(finished);
  });
});
