import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { ensurePortFree } from './ensure-port-free.js';

describe('the port of the platform', () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    it(`is refused while another program listens on ${host}, and free afterwards`, async () => {
      const server = createServer().listen(0, host);
      await once(server, 'listening');
      const address = server.address();
      assert.ok(address !== null && typeof address === 'object');
      await assert.rejects(ensurePortFree(address.port), { code: 'portTaken', message: new RegExp(`${address.port}`) });
      server.close();
      await once(server, 'close');
      await ensurePortFree(address.port);
    });
  }
});
