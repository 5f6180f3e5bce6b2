import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, mock } from 'node:test';
import { inCheckout } from '../checkout.js';
import { main } from './main.js';

const sound = readFileSync(
  inCheckout('deploy/provinces/bac-lieu-ca-mau/procedures/1.001193-dang-ky-khai-sinh/process.bpmn'),
  'utf8',
);

/** Numbers below `limit`, the same in each run. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const laughs = (depth: number) =>
  `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${Array.from(
    { length: depth },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  ).join('')}]><lolz>&l${depth};</lolz>`;

describe('the check of process files', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  before(() => (folder = mkdtempSync(join(tmpdir(), 'motcua-process-check-'))));
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => mock.restoreAll());

  async function checkIn(language: 'vi' | 'en', ...files: string[]) {
    const [out, err]: string[][] = [[], []];
    mock.method(console, 'log', (line: string) => out?.push(line));
    mock.method(console, 'error', (line: string) => err?.push(line));
    await main(['process', 'check', '--json', '--language', language, ...files]);
    const exitCode = process.exitCode;
    process.exitCode = undefined;
    mock.restoreAll();
    assert.deepEqual(err, []);
    const told = (out ?? []).map(
      (line) => JSON.parse(line) as { file: string; accepted: boolean; refusals: { reason: string }[] },
    );
    assert.deepEqual(
      told.map(({ file }) => file),
      files,
    );
    return { exitCode, told };
  }

  const check = (...files: string[]) => checkIn('en', ...files);

  it('tells of each broken file in words, whatever is in it', async () => {
    const next = seeded(20261130);
    const files: string[] = [];
    const write = (content: string | Uint8Array) => {
      const file = path(`${files.length}.bpmn`);
      writeFileSync(file, content);
      files.push(file);
    };
    for (let round = 0; round < 40; round++) {
      write(Uint8Array.from({ length: next(2_000) }, () => next(256)));
      write(sound.slice(0, next(sound.length)));
      const at = next(sound.length - 20);
      write(sound.slice(0, at) + String.fromCharCode(33 + next(94)).repeat(next(9)) + sound.slice(at + next(20)));
    }
    write('');
    write('\0'.repeat(1_000));
    write(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`);
    write(sound.replace('<bpmn:process ', `<bpmn:process name="${'x'.repeat(3_000_000)}" `));
    write(laughs(9));
    write('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>');
    write(Buffer.from(sound, 'latin1'));
    const { told } = await check(...files);
    for (const { accepted, refusals } of told) {
      assert.equal(refusals.length > 0, !accepted);
      for (const { reason } of refusals) assert.doesNotMatch(reason, /\n\s+at |undefined|\[object/);
    }
  });

  it('tells what is no file, and goes on with those that are', async () => {
    mkdirSync(path('folder'));
    symlinkSync(path('loop-b'), path('loop-a'));
    symlinkSync(path('loop-a'), path('loop-b'));
    execFileSync('mkfifo', [path('pipe')]);
    writeFileSync(path('huge.bpmn'), Buffer.alloc(10_000_001, 32));
    writeFileSync(path('sound.bpmn'), sound);
    const names = ['folder', 'loop-a', 'pipe', 'huge.bpmn', 'nowhere.bpmn', 'sound.bpmn'];
    const { exitCode, told } = await check(...names.map(path));
    assert.equal(exitCode, 1);
    assert.deepEqual(
      told.map(({ refusals }) => refusals[0]?.reason),
      [
        'is no file',
        'is a link that leads back to itself',
        'is no file',
        'has 10000001 bytes, more than 10000000',
        'there is no such file',
        undefined,
      ],
    );
  });

  it('tells the same in Vietnamese, place by place', async () => {
    writeFileSync(path('loose.bpmn'), sound.replace('</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>'));
    writeFileSync(path('cut.bpmn'), sound.slice(0, 500));
    const names = ['loose.bpmn', 'cut.bpmn', 'nowhere.bpmn'].map(path);
    const [vi, en] = [await checkIn('vi', ...names), await checkIn('en', ...names)];
    assert.deepEqual(
      vi.told.map(({ refusals }) => refusals.map(({ reason }) => reason)),
      [['<bpmn:task> không được hỗ trợ trong <bpmn:process>'], [vi.told[1]?.refusals[0]?.reason], ['không có tệp này']],
    );
    const places = ({ told }: typeof vi) =>
      told.map(({ refusals }) => refusals.map((refusal) => ({ ...refusal, reason: '' })));
    assert.deepEqual(places(vi), places(en));
    for (const [index, { refusals }] of vi.told.entries()) {
      for (const [at, { reason }] of refusals.entries()) assert.notEqual(reason, en.told[index]?.refusals[at]?.reason);
    }
  });

  it('reads what editors on other systems write', async () => {
    writeFileSync(path('bom.bpmn'), `\uFEFF${sound}`);
    writeFileSync(path('utf16.bpmn'), Buffer.from(`\uFEFF${sound.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
    writeFileSync(path('crlf.bpmn'), sound.replaceAll('\n', '\r\n'));
    const { exitCode } = await check(path('bom.bpmn'), path('utf16.bpmn'), path('crlf.bpmn'));
    assert.equal(exitCode, 0);
  });

  it('takes thousands of files in one call', async () => {
    const file = path('one-of-many.bpmn');
    writeFileSync(file, '<a/>');
    const { exitCode, told } = await check(...Array.from({ length: 2_000 }, () => file));
    assert.deepEqual([exitCode, told.length], [1, 2_000]);
  });
});
