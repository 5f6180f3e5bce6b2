import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { filesAround, filesWith, lineOf } from './mistake.fixture.js';
import { readPack } from './read-pack.js';
import { faultsOf, sampleFiles, samplePack, sha256 } from './sample-province.fixture.js';

const shipped = sampleFiles();
const births = 'procedures/1.001193-dang-ky-khai-sinh';

describe('the sample province', () => {
  it('has no faults', async () => {
    assert.deepEqual(await faultsOf(shipped), []);
  });

  it('has the 64 communes of Cà Mau, each with its administrative unit', async () => {
    const { agencies, adminUnits } = await samplePack();
    const communes = agencies.filter(({ kind }) => kind === 'commune');
    const units = adminUnits.since.filter(({ parentCode }) => parentCode === '96');
    assert.equal(communes.length, 64);
    assert.deepEqual(communes.map(({ adminUnitCode }) => adminUnitCode).sort(), units.map(({ code }) => code).sort());
  });

  it('hands the register of the information department through four owners', async () => {
    const { agencies } = await samplePack();
    const owners = ['so-thong-tin-va-truyen-thong-bac-lieu'];
    for (let owner = owners[0]; owner !== undefined;) {
      const code = owner;
      owner = agencies.find((agency) => agency.code === code)?.successors?.[0]?.code;
      if (owner !== undefined) owners.push(owner);
    }
    assert.deepEqual(owners, [
      'so-thong-tin-va-truyen-thong-bac-lieu',
      'so-van-hoa-thong-tin-the-thao-va-du-lich-bac-lieu',
      'so-khoa-hoc-va-cong-nghe-bac-lieu',
      'so-khoa-hoc-va-cong-nghe',
    ]);
  });

  it('is plain JSON, under a hash that only its content decides', async () => {
    const pack = await samplePack();
    assert.deepEqual(JSON.parse(JSON.stringify(pack)), pack);
    assert.match(pack.hash, /^[0-9a-f]{64}$/);

    const reordered = new Map([...shipped].reverse().map(([file, text]) => [file, text.replaceAll('\n', '\r\n')]));
    const explained = new Map(reordered).set('README.md', '# Cà Mau');
    for (const files of [reordered, explained]) {
      const result = await readPack(files, sha256);
      assert.equal('pack' in result && result.pack.hash, pack.hash);
    }
    const renamed = await readPack(filesWith('province.yaml', '0290 3 000 000', '0290 3 000 001'), sha256);
    assert.notEqual('pack' in renamed && renamed.pack.hash, pack.hash);
  });
});

describe('a province with one wrong file', () => {
  const wholeFiles: [what: string, file: string, text: string | undefined, reason: RegExp][] = [
    ['a missing file', 'messages.yaml', undefined, /missing/],
    ['a missing form', `${births}/form.json`, undefined, /missing/],
    ['a misspelt file', 'agency.yaml', 'agencies: []', /no file of a province/],
    ['a file outside the folder', '../province.yaml', 'code: x', /no file of a province/],
    ['an empty file', 'templates/2025/receipt.typ', '', /empty/],
    ['a picture', 'templates/2025/receipt.typ', '\uFFFDPNG\0\0', /no UTF-8/],
    ['a file of 5 MB', 'demo/accounts.yaml', 'x'.repeat(5_000_000), /more than/],
    ['lists in lists', 'demo/accounts.yaml', '['.repeat(200_000), /nested too deeply/],
    ['lists in lists, the other way to write them', 'demo/accounts.yaml', '- '.repeat(200_000), /nested too deeply/],
    ['keys in keys', 'demo/accounts.yaml', 'a: '.repeat(100_000), /nested too deeply/],
    ['brackets that quoted ones seem to close', 'demo/accounts.yaml', '"]" [ '.repeat(60_000), /nested too deeply/],
    ['groups in groups of a form', `${births}/form.json`, '{"a":'.repeat(60_000), /nested too deeply/],
    ['a bomb of aliases', 'demo/accounts.yaml', 'a: &a [x, x]\nb: *a\n', /alias/],
  ];
  for (const [what, file, text, reason] of wholeFiles) {
    it(`is refused for ${what}`, async () => {
      const files = new Map(shipped);
      if (text === undefined) files.delete(file);
      else files.set(file, text);
      const faults = await faultsOf(files);
      assert.ok(faults.length > 0);
      for (const fault of faults) assert.equal(fault.file, file, fault.reason.en);
      assert.match(faults[0]?.reason.en ?? '', reason);
    });
  }
});

describe('a province with many mistakes', () => {
  it('gets them all at once, each with its file and line', async () => {
    const files = filesWith('province.yaml', "'96'", "'97'")
      .set('positions.yaml', (shipped.get('positions.yaml') ?? '').replace('[intake]', '[take]'))
      .set('calendars.yaml', (shipped.get('calendars.yaml') ?? '').replace('default: official', 'default: x'))
      .set(
        `${births}/process.bpmn`,
        (shipped.get(`${births}/process.bpmn`) ?? '').replace('decision = "approve"', 'decision = "aprove"'),
      )
      .set(`${births}/form.json`, '{\n  "schema": {},\n  "layout": oops\n}');
    files.delete('messages.yaml');
    const faults = await faultsOf(files);
    assert.deepEqual(
      faults.map(({ file, line }) => `${file}:${line}`),
      [
        'calendars.yaml:2',
        'messages.yaml:1',
        'positions.yaml:5',
        `${births}/form.json:3`,
        `${births}/process.bpmn:${lineOf(files.get(`${births}/process.bpmn`) ?? '', 'id="decisionGateway"')}`,
        `${births}/process.bpmn:${lineOf(files.get(`${births}/process.bpmn`) ?? '', 'id="from-decisionGateway-to-numberGateway"')}`,
        'province.yaml:7',
      ],
    );
  });

  it('is told that an empty folder lacks everything', async () => {
    const faults = await faultsOf(new Map());
    assert.equal(faults.length, 9);
    assert.ok(faults.every(({ reason }) => /missing|no procedure/.test(reason.en)));
  });

  it('gets the first 200 faults of a file and the number of the others', async () => {
    const faults = await faultsOf(new Map(shipped).set('positions.yaml', 'positions:\n' + '- {}\n'.repeat(100)));
    assert.equal(faults.length, 201);
    assert.ok(faults.some(({ reason }) => reason.en === 'has 200 more faults'));
  });

  it('never makes the reader throw, whatever is cut, doubled or typed into a file', async () => {
    const change = fc.record({
      file: fc.constantFrom(...shipped.keys()),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.constantFrom(0, 1, 40, 100_000),
      typed: fc.constantFrom('', '"', '{', '- ', ': ', '\n', '<', '\u0000', 'null', '  &x', '!!js x', '%'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, cut, typed }) => {
        const text = shipped.get(file) ?? '';
        const place = Math.floor(at * text.length);
        const files = filesAround(file).set(file, text.slice(0, place) + typed + text.slice(place + cut));
        for (const fault of await faultsOf(files)) {
          assert.ok(fault.line >= 1 && fault.line <= (files.get(fault.file) ?? '').split('\n').length + 1);
          assert.ok(fault.reason.en.length > 3 && fault.reason.vi.length > 3);
          assert.notEqual(fault.reason.vi, fault.reason.en);
        }
      }),
      { numRuns: 25, seed: 20250701 },
    );
  });
});
