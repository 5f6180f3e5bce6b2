import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { isOutage } from './outage.js';
import { NotFound, TemporarilyUnavailable } from './problems.js';

function failure(message: string, code?: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an outage', () => {
  it('is a database that shuts down, is full, gave way in a deadlock, or cut what took too long', () => {
    for (const code of [
      '57014',
      '55P03',
      '25P03',
      '57P01',
      '57P03',
      '53300',
      '53100',
      '58030',
      '08006',
      '40P01',
      '40001',
    ]) {
      assert.equal(isOutage(failure('…', code)), true, code);
    }
  });

  it('is a connection that is refused, lost or never came about', async () => {
    const refused = await failureOf(once(connect('/nowhere/socket'), 'connect'));
    for (const error of [
      refused,
      failure('…', 'ECONNRESET'),
      failure('…', 'EHOSTUNREACH'),
      failure('…', 'EAI_AGAIN'),
      failure('Connection terminated unexpectedly'),
      failure('Query read timeout'),
      failure('timeout exceeded when trying to connect'),
      failure('Client has encountered a connection error and is not queryable'),
    ]) {
      assert.equal(isOutage(error), true, String(error));
    }
  });

  it('is a part of the platform that does not answer', () => {
    assert.equal(isOutage(new TemporarilyUnavailable(undefined)), true);
  });

  it('is not what stays wrong however long one waits', async () => {
    const missingFile = await failureOf(readFile('/nowhere/file'));
    for (const error of [
      missingFile,
      failure('…', '23505'),
      failure('…', '22P02'),
      failure('bug'),
      new NotFound(),
      'x',
    ]) {
      assert.equal(isOutage(error), false, String(error));
    }
  });
});
