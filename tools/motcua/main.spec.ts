import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, mock } from 'node:test';
import { inCheckout } from '../checkout.js';
import { main } from './main.js';

const sample = inCheckout('deploy/provinces/bac-lieu-ca-mau');
const procedure = 'procedures/1.001193-dang-ky-khai-sinh';

describe('the command line', () => {
  let changed: string;
  let broken: string;

  before(() => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-command-line-'));
    [changed, broken] = [join(folder, 'changed'), join(folder, 'broken')];
    for (const copy of [changed, broken]) cpSync(sample, copy, { recursive: true });
    replace(join(changed, procedure, 'procedure.yaml'), 'amountVnd: 8000', 'amountVnd: 9000');
    replace(join(broken, procedure, 'procedure.yaml'), 'onlineLevel: partial', 'onlineLevel: half');
    replace(join(broken, procedure, 'process.bpmn'), '</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>');
  });

  after(() => rmSync(join(changed, '..'), { recursive: true }));
  afterEach(() => mock.restoreAll());

  it('tells a deadline and why each day counts or not', async () => {
    const { exitCode, out } = await motcua(
      'due',
      '--start',
      '2025-04-28T09:30',
      '--limit',
      '3',
      '--unit',
      'workingDay',
      '--language',
      'vi',
    );
    assert.equal(exitCode, 0);
    const text = out.join('\n');
    assert.match(text, /2025-04-30\s+skipped\s+Nghỉ lễ: Ngày Chiến thắng/);
    assert.match(text, /2025-05-06 17:00/);
  });

  it('tells the worked examples of the law alike, as JSON in the last line', async () => {
    for (const [start, limit, unit, dueAtLocal] of [
      ['2025-06-05T09:20', undefined, 'sameDay', '2025-06-05T17:00'],
      ['2025-06-06T15:10', undefined, 'sameDay', '2025-06-09T17:00'],
      ['2025-08-15T08:00', '15', 'calendarDay', '2025-09-03T17:00'],
      ['2026-03-06T16:00', '8', 'workingHour', '2026-03-09T16:00'],
      ['2026-07-01T09:00', '1.5', 'workingDay', '2026-07-02T15:00'],
    ] as const) {
      const given = limit === undefined ? [] : ['--limit', limit];
      const { out } = await motcua('due', '--start', start, ...given, '--unit', unit, '--json');
      assert.equal(lastJson(out).dueAtLocal, dueAtLocal, `${start} ${limit} ${unit}`);
    }
  });

  it('counts by the calendars of an agency', async () => {
    const question = ['due', '--start', '2026-10-05T09:00', '--limit', '11', '--unit', 'workingDay', '--json'];
    const dueAt = async (...more: string[]) => lastJson((await motcua(...question, ...more)).out).dueAtLocal;
    assert.equal(await dueAt(), '2026-10-20T17:00');
    // The police work on Saturday mornings from October on: the 10th and the 17th are half a day each.
    assert.equal(await dueAt('--agency', 'cong-an-phuong-bac-lieu'), '2026-10-19T17:00');
    const { exitCode, err } = await motcua(...question, '--agency', 'nobody');
    assert.equal(exitCode, 2);
    assert.match(err.join('\n'), /no agency nobody/);
  });

  it('speaks the language that is asked for, else that of the terminal', async (test) => {
    const question = ['due', '--start', '2025-04-28T09:30', '--limit', '3', '--unit', 'workingDay'];
    const told = async (...more: string[]) => (await motcua(...question, ...more)).out.join('\n');
    const before = process.env.LANG;
    test.after(() => {
      if (before === undefined) delete process.env.LANG;
      else process.env.LANG = before;
    });
    process.env.LANG = 'vi_VN.UTF-8';
    assert.match(await told(), /Nghỉ lễ: Ngày Chiến thắng[^]*hạn 2025-05-06 17:00 giờ Việt Nam/);
    assert.match(await told('--language', 'en'), /Holiday: [^]*due 2025-05-06 17:00 in Vietnam/);
    process.env.LANG = 'C.UTF-8';
    assert.match(await told(), /Holiday: /);
    const { out } = await motcua('pack', 'check', broken, '--language', 'vi');
    assert.ok(
      out.some((line) => line.endsWith('onlineLevel: phải là một trong: full, partial, none')),
      out.join('\n'),
    );
    const wrong = await motcua(...question.slice(0, 3), '--language', 'vi');
    assert.match(wrong.err.join('\n'), /^--unit là một trong workingDay/);
  });

  it('names the calendar that a province does not have', async () => {
    const question = ['due', '--start', '2025-04-28T09:30', '--limit', '3', '--unit', 'workingDay'];
    const { exitCode, err } = await motcua(...question, '--calendar', 'lunar');
    assert.equal(exitCode, 2);
    assert.match(err.join('\n'), /lunar/);
  });

  it('finds no fault in the sample province, and each of a broken one by file and line', async () => {
    assert.equal((await motcua('pack', 'check', sample)).exitCode, 0);
    const { exitCode, out } = await motcua('pack', 'check', broken, '--json');
    assert.equal(exitCode, 1);
    const faults = lastJson(out).faults as { file: string; line: number; reason: string }[];
    const onlineLevel = lineOf(join(broken, procedure, 'procedure.yaml'), 'onlineLevel: half');
    assert.ok(faults.some(({ file, line }) => file === `${procedure}/procedure.yaml` && line === onlineLevel));
    assert.ok(out.some((line) => line.startsWith(`${procedure}/procedure.yaml:${onlineLevel}`)));
  });

  it('tells two provinces apart by kind and code', async () => {
    const { exitCode, out } = await motcua('pack', 'diff', sample, changed, '--json');
    assert.equal(exitCode, 0);
    const [difference, ...others] = lastJson(out).differences as { kind: string; change: string; code: string }[];
    assert.deepEqual(others, []);
    assert.equal(difference?.kind, 'procedure');
    assert.equal(difference.change, 'changed');
    assert.match(difference.code, /^1\.001193/);
    assert.deepEqual(lastJson((await motcua('pack', 'diff', sample, sample, '--json')).out), { differences: [] });
  });

  it('compares no province that has faults', async () => {
    const { exitCode, err } = await motcua('pack', 'diff', sample, broken);
    assert.equal(exitCode, 1);
    assert.match(err.join('\n'), /onlineLevel/);
  });

  it('takes a sound process file and refuses another by element and line, a line a file', async () => {
    const files = [join(sample, procedure, 'process.bpmn'), join(broken, procedure, 'process.bpmn')];
    const { exitCode, out } = await motcua('process', 'check', '--json', ...files);
    assert.equal(exitCode, 1);
    const [sound, refused] = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(sound, { file: files[0], accepted: true, refusals: [], warnings: [] });
    assert.equal(refused?.['accepted'], false);
    const [refusal] = refused['refusals'] as { elementId: string; line: number }[];
    assert.equal(refusal?.elementId, 'loose');
    assert.equal(refusal.line, lineOf(files[1] ?? '', 'id="loose"'));
  });

  for (const wrong of [
    ['frobnicate'],
    ['pack', 'check'],
    ['pack', 'check', '/nowhere/at/all'],
    ['process', 'check'],
    ['due', '--start', 'tomorrow', '--limit', '3', '--unit', 'workingDay'],
    ['due', '--start', '2025-02-30T09:30', '--limit', '3', '--unit', 'workingDay'],
    ['due', '--start', '2025-04-28T09:30', '--limit', '3', '--unit', 'fortnight'],
    ['due', '--start', '2025-04-28T09:30', '--limit', 'three', '--unit', 'workingDay'],
    ['due', '--start', '2025-04-28T09:30', '--limit', '', '--unit', 'workingDay'],
    ['due', '--start', '2025-04-28T09:30', '--limit', '1.5', '--unit', 'calendarDay'],
    ['due', '--start', '2025-04-28T09:30', '--unit', 'workingDay'],
    ['due', '--colour', 'red'],
    ['pack', 'apply', sample],
    ['process', 'check', 'any.bpmn', '--language', 'fr'],
  ]) {
    it(`does not understand "${wrong.join(' ').replace(sample, 'DIR')}" and says so without a stack`, async () => {
      const { exitCode, out, err } = await motcua(...wrong);
      assert.equal(exitCode, 2);
      assert.deepEqual(out, []);
      assert.doesNotMatch(err.join('\n'), /^\s+at /m);
    });
  }
});

async function motcua(...args: string[]) {
  const [out, err]: string[][] = [[], []];
  mock.method(console, 'log', (line: string) => out?.push(line));
  mock.method(console, 'error', (line: string) => err?.push(line));
  try {
    await main(args);
    return { exitCode: process.exitCode, out: out ?? [], err: err ?? [] };
  } finally {
    process.exitCode = undefined;
    mock.restoreAll();
  }
}

function lastJson(lines: readonly string[]): Record<string, unknown> {
  return JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} holds ${from}`);
  writeFileSync(file, text.replace(from, to));
}

function lineOf(file: string, part: string): number {
  return (
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1
  );
}
