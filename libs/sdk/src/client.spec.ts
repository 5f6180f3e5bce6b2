import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient, unwrap, type ClientOptions } from './client.js';
import { ProblemError } from './problem-error.js';

const province = '/api/identity/v1/province';

function clientThat(fetch: NonNullable<ClientOptions['fetch']>, timeoutMs = 1_000) {
  return createClient({ baseUrl: 'http://motcua.test', language: () => 'vi', timeoutMs, fetch });
}

/** A server that hangs: the call ends only when it is called off. */
function hang(_: Request, { signal }: { readonly signal: AbortSignal }): Promise<Response> {
  return new Promise((_, reject) => {
    const line = setInterval(() => undefined, 1_000);
    signal.addEventListener('abort', () => {
      clearInterval(line);
      reject(new DOMException('called off', 'AbortError'));
    });
  });
}

describe('the client', () => {
  it("asks in the caller's language", async () => {
    let asked: Request | undefined;
    const client = clientThat((request) => {
      asked = request;
      return Promise.resolve(Response.json({ code: '96' }));
    });
    assert.equal(unwrap(await client.GET(province)).code, '96');
    assert.equal(asked?.url, `http://motcua.test${province}`);
    assert.equal(asked.headers.get('Accept-Language'), 'vi');
  });

  it('tells a problem by its type, its status and its faults', async () => {
    const problem = {
      type: 'urn:motcua:problem:input-invalid',
      title: 'Dữ liệu chưa hợp lệ',
      status: 422,
      detail: 'Hãy sửa rồi gửi lại.',
      errors: [{ pointer: '/answers/child/fullName', code: 'required', detail: 'Vui lòng nhập họ tên.' }],
    };
    const client = clientThat(() => Promise.resolve(Response.json(problem, { status: 422 })));
    const answer = await client.GET(province);
    assert.throws(
      () => unwrap(answer),
      (error) => {
        assert.ok(error instanceof ProblemError);
        assert.deepEqual([error.type, error.status, error.problem.errors], [problem.type, 422, problem.errors]);
        return true;
      },
    );
  });

  it('keeps the status of an answer that is no problem, such as a page of a proxy', async () => {
    const client = clientThat(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })));
    const answer = await client.GET(province);
    assert.throws(() => unwrap(answer), { name: 'ProblemError', status: 502, type: 'about:blank' });
  });

  it('says so when nobody answers, or not in time', async () => {
    const refused = clientThat(() => Promise.reject(new TypeError('fetch failed')));
    await assert.rejects(refused.GET(province), { name: 'ProblemError', status: 0 });
    await assert.rejects(clientThat(hang, 20).GET(province), { name: 'ProblemError', status: 0 });
  });

  it('says so too when unused memory was collected while it waited', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const collecting = setInterval(collect, 20);
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const baseUrl = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
    const call = createClient({ baseUrl, language: () => 'vi', timeoutMs: 300 }).GET(province);
    const outcome = await Promise.race([call.catch((error: unknown) => error), sleep(10_000)]);
    clearInterval(collecting);
    silent.closeAllConnections();
    silent.close();
    assert.ok(outcome instanceof ProblemError);
  });

  it('leaves it to the caller to call a request off', async () => {
    const caller = new AbortController();
    const call = clientThat(hang).GET(province, { signal: caller.signal });
    caller.abort();
    await assert.rejects(call, { name: 'AbortError' });
  });
});
