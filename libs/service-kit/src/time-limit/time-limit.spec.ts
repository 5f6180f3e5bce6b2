import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { withinTime } from './index.js';

describe('a call with a time limit', () => {
  let silent: Server;
  let url: string;
  const never = new AbortController().signal;

  before(async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  });
  after(() => silent.closeAllConnections() ?? silent.close());

  const ask = (timeoutMs: number, stop: AbortSignal) => withinTime(timeoutMs, stop, (signal) => fetch(url, { signal }));

  it('ends when nobody answers, though unused memory was collected meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const collecting = setInterval(collect, 20);
    const outcome = await Promise.race([ask(300, never).catch((error: unknown) => error), sleep(10_000)]);
    clearInterval(collecting);
    assert.equal(outcome instanceof Error && outcome.name, 'TimeoutError');
  });

  it('ends with whoever made it, also one that ended before', async () => {
    const stop = new AbortController();
    const running = ask(60_000, stop.signal);
    stop.abort(new Error('the process ends'));
    await assert.rejects(running, /the process ends/);
    await assert.rejects(ask(60_000, stop.signal), /the process ends/);
  });

  it('gives back what came in time', async () => {
    assert.equal(await withinTime(60_000, never, () => Promise.resolve('answer')), 'answer');
  });
});
