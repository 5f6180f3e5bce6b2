import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { after, before, describe, it } from 'node:test';
import { createLogger, nestLogger, Personal, tellError, type Logger } from './index.js';

describe('a log', () => {
  let directory: string;
  let files = 0;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'motcua-logs-'));
  });

  after(() => rmSync(directory, { recursive: true }));

  function logged(write: (log: Logger) => void): string {
    const file = join(directory, 'made', `${++files}.jsonl`);
    write(createLogger({ service: 'dossier', destination: { file } }));
    return readFileSync(file, 'utf8');
  }

  it('has one line of JSON for an event, with its service, level and time', () => {
    const line = logged((log) => log.info({ event: 'dossier.submitted', dossierId: '0197c0de' }));
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(rest, { level: 'info', service: 'dossier', event: 'dossier.submitted', dossierId: '0197c0de' });
    assert.equal(new Date(String(time)).toISOString(), time);
    assert.equal(line.split('\n').length, 2);
  });

  it('shows *** for a personal value, however it is written', () => {
    const name = new Personal('Nguyễn Văn A');
    const line = logged((log) =>
      log.info({ event: 'x', name, nested: { names: [name] }, text: `of ${name.toString()}` }),
    );
    assert.match(line, /"name":"\*\*\*","nested":\{"names":\["\*\*\*"\]\},"text":"of \*\*\*"/);
    assert.doesNotMatch(`${inspect(name)} ${JSON.stringify({ name })} ${String(name)}`, /Nguyễn/);
    assert.equal(name.reveal(), 'Nguyễn Văn A');
  });

  it('tells what broke of a database error, never the row', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "citizen_number_key"'), {
      code: '23505',
      constraint: 'citizen_number_key',
      table: 'citizen',
      detail: 'Key (number)=(095190000017) already exists.',
      where: 'COPY citizen, line 1: "095190000017"',
      parameters: ['095190000017'],
    });
    const line = logged((log) => log.error({ event: 'x', error: new Error('outer', { cause: error }) }));
    assert.match(line, /"cause":\{.*"code":"23505","constraint":"citizen_number_key","table":"citizen"/);
    assert.doesNotMatch(line, /095190000017/);
  });

  it('leaves out the message of an error that quotes what was refused', () => {
    const dataException = Object.assign(new Error('invalid input syntax for type date: "Nguyễn"'), { code: '22007' });
    const line = logged((log) => {
      log.error({ event: 'x', error: dataException });
      try {
        JSON.parse('{"name": Nguyễn}');
      } catch (error) {
        log.error({ event: 'y', error });
      }
    });
    assert.doesNotMatch(line, /Nguy/);
    assert.match(line, /"code":"22007"/);
    assert.match(line, /"name":"SyntaxError","message":"\*\*\*","stack":" {4}at /);
  });

  it('survives what is thrown and is no error', () => {
    assert.match(
      logged((log) => log.error({ event: 'x', error: 'Nguyễn' })),
      /"error":\{"name":"string"\}/,
    );
  });

  it('has a line for an error that may be kept: what broke, never the value', () => {
    const missing = Object.assign(new Error('relation "x" does not exist'), { code: '42P01', detail: 'Nguyễn' });
    assert.equal(tellError(missing), 'Error 42P01: relation "x" does not exist');
    assert.equal(tellError(new TypeError('no such field')), 'TypeError: no such field');
    assert.equal(tellError(Object.assign(new Error('"Nguyễn"'), { code: '22P02' })), 'Error 22P02: ***');
    assert.equal(tellError(new SyntaxError('"Nguyễn" is not valid JSON')), 'SyntaxError: ***');
    assert.equal(tellError('Nguyễn'), 'string');
  });

  it("takes the framework's chatter as debug, its complaints as they are", () => {
    const line = logged((log) => {
      nestLogger(log).log('Mapped {/api} route', 'RouterExplorer');
      nestLogger(log).warn('odd', 'RouterExplorer');
    });
    assert.doesNotMatch(line, /Mapped/);
    assert.match(line, /"level":"warn".*"event":"nest","context":"RouterExplorer","text":"odd"/);
  });
});
