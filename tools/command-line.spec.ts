import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { ProblemError } from '@motcua/sdk';
import { Failure, runTool, UsageFault } from './command-line.js';
import { main as bench } from './bench/main.js';
import { main as simulate } from './simulate/main.js';

describe('a tool', () => {
  afterEach(() => mock.restoreAll());

  it('ends with 0 when all is well, and with 1 when what it looked at has faults', async () => {
    assert.equal((await ending(() => runTool('usage', async () => true))).exitCode, 0);
    assert.equal((await ending(() => runTool('usage', async () => false))).exitCode, 1);
  });

  it('shows its usage and ends with 2 when what was typed makes no sense', async () => {
    const typed = () => runTool('the usage', () => Promise.reject(new UsageFault('--days takes a number')));
    assert.deepEqual(await ending(typed), { exitCode: 2, err: ['--days takes a number\n\nthe usage'] });
  });

  it('tells a failure in one sentence, without a stack', async () => {
    const failing = () => runTool('usage', () => Promise.reject(new Failure('The province has 3 faults')));
    assert.deepEqual(await ending(failing), { exitCode: 1, err: ['The province has 3 faults'] });
  });

  it('tells which answer it did not expect, and each place that the answer names', async () => {
    const problem = {
      type: 'urn:motcua:problem:answers-invalid',
      title: 'The answers are not valid',
      status: 422,
      detail: 'Please correct them.',
      traceId: 'f00d',
      errors: [{ pointer: '/answers/child/fullName', code: 'required', detail: 'Full name is missing.' }],
    };
    const { exitCode, err } = await ending(() => runTool('usage', () => Promise.reject(new ProblemError(problem))));
    assert.equal(exitCode, 1);
    assert.deepEqual(err, [
      'The answers are not valid: Please correct them. (422 urn:motcua:problem:answers-invalid, trace f00d)',
      '  /answers/child/fullName  Full name is missing.',
    ]);
  });
});

describe('a simulation', () => {
  for (const wrong of [
    ['--days', '0'],
    ['--per-day', 'many'],
    ['--seed', '1.5'],
    ['--url', 'localhost'],
    ['--colour', 'red'],
    ['--days', '2', 'more'],
  ]) {
    it(`does not begin with "${wrong.join(' ')}"`, async () => {
      assert.equal((await ending(() => simulate(wrong))).exitCode, 2);
    });
  }

  it('says so when no platform answers', async () => {
    const { exitCode, err } = await ending(() => simulate(['--url', 'http://127.0.0.1:1']));
    assert.equal(exitCode, 1);
    assert.equal(err.length, 1);
  });
});

describe('the measurements', () => {
  it('are listed, and none is run that is not among them', async () => {
    assert.equal((await ending(() => bench(['list']))).exitCode, 0);
    assert.equal((await ending(() => bench(['sumbit']))).exitCode, 2);
  });
});

async function ending(run: () => Promise<void>): Promise<{ exitCode: unknown; err: string[] }> {
  const err: string[] = [];
  mock.method(console, 'log', () => undefined);
  mock.method(console, 'error', (line: string) => err.push(line));
  try {
    await run();
    return { exitCode: process.exitCode, err };
  } finally {
    process.exitCode = undefined;
    mock.restoreAll();
  }
}
