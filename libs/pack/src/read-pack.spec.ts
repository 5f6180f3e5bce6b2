import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PackFault } from './pack.js';
import { readPack } from './read-pack.js';
import { faultsOf, sampleFiles, samplePack, sha256 } from './sample-province.fixture.js';

const shipped = sampleFiles();
const births = 'procedures/1.001193-dang-ky-khai-sinh';
const copies = 'procedures/2.000815-chung-thuc-ban-sao';
const houses = 'procedures/1.013225-giay-phep-xay-dung-nha-o';

/** The shipped province with one text of one file replaced. */
function filesWith(file: string, from: string, to: string): Map<string, string> {
  const text = shipped.get(file) ?? '';
  assert.ok(text.includes(from), `${file} has no ${from}`);
  return new Map(shipped).set(file, text.replace(from, to));
}

function lineOf(text: string, marker: string | RegExp): number {
  const at = typeof marker === 'string' ? text.indexOf(marker) : text.search(marker);
  assert.ok(at >= 0, `no ${String(marker)}`);
  return text.slice(0, at).split('\n').length;
}

function assertOneFault(faults: PackFault[], file: string, line: number, reason: RegExp): void {
  assert.equal(faults.length, 1, JSON.stringify(faults, null, 2));
  const [fault] = faults;
  assert.equal(fault?.file, file);
  assert.equal(fault?.line, line, fault?.reason);
  assert.match(fault?.reason ?? '', reason);
}

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

describe('a province with one mistake', () => {
  /** What was done: in which file which text became which, where the fault must be (a text in the changed file), and why. */
  const mistakes: [what: string, file: string, from: string, to: string, at: string | RegExp, reason: RegExp][] = [
    [
      'a key that nobody knows',
      'province.yaml',
      'citizenPages:',
      'citizenPage: full\ncitizenPages:',
      'citizenPage:',
      /not known/,
    ],
    ['a name in one language', 'province.yaml', ', en: Ca Mau Province', '', 'name:', /name\.en is missing/],
    ['a unit that does not exist', 'province.yaml', "'96'", "'97'", 'adminUnitCode', /no administrative unit 97/],
    ['a colour too pale to read', 'province.yaml', '#C04327', '#FFCC00', 'brand:', /contrast/],
    [
      'a code template without a sequence',
      'province.yaml',
      '-{sequence:4}',
      '',
      "value: '{agencyEid}",
      /\{sequence:N\}/,
    ],
    [
      'a legal value without its basis',
      'province.yaml',
      '    legalBasis: Chưa có quy định thống nhất\n',
      '',
      '- value: original',
      /legalBasis is missing/,
    ],
    [
      'a limit of no time',
      'province.yaml',
      '{ n: 8, unit: workingHour }',
      '{ n: 0, unit: workingHour }',
      'n: 0',
      /n is 0 for sameDay/,
    ],
    [
      'two form sets on one day',
      'province.yaml',
      "value: '2025'\n    validFrom: 2025-07-01",
      "value: '2025'\n    validFrom: 2025-06-01",
      'validFrom: 2025-06-01',
      /already in force/,
    ],
    [
      'an agency that ends as it begins',
      'agencies.yaml',
      'code: so-y-te\n',
      'code: so-y-te\n    validTo: 2025-07-01\n',
      /validTo: 2025-07-01\n {4}eid/,
      /must be after/,
    ],
    [
      'an heir who comes too late',
      'agencies.yaml',
      'from: 2025-03-01',
      'from: 2026-03-01',
      'from: 2026-03-01',
      /succeeded while it exists/,
    ],
    [
      'a day that does not exist',
      'agencies.yaml',
      'validFrom: 2008-01-01',
      'validFrom: 2008-02-30',
      'validFrom: 2008-02-30',
      /must exist/,
    ],
    [
      'a parent that does not exist',
      'agencies.yaml',
      'parent: van-phong-ubnd-tinh',
      'parent: van-phong',
      'parent: van-phong',
      /no agency van-phong/,
    ],
    [
      'a successor that does not exist',
      'agencies.yaml',
      '{ code: ubnd-tinh-ca-mau, from',
      '{ code: ubnd-tinh, from',
      '{ code: ubnd-tinh, from',
      /no agency ubnd-tinh/,
    ],
    [
      'an agency under itself',
      'agencies.yaml',
      'parent: ubnd-tinh-ca-mau',
      'parent: van-phong-ubnd-tinh',
      'parent: van-phong-ubnd-tinh',
      /under itself/,
    ],
    [
      'a commune of no unit',
      'agencies.yaml',
      "'31825'",
      "'31824'",
      "'31824'",
      /no administrative unit 31824 on 2025-07-01/,
    ],
    [
      'an agency twice',
      'agencies.yaml',
      'code: so-y-te',
      'code: so-tu-phap',
      /validFrom: 2025-07-01\n.*\n {2}- code: so-cong-thuong/,
      /agency so-tu-phap is already in force/,
    ],
    [
      'an e-identifier twice',
      'agencies.yaml',
      'eid: H12.02',
      'eid: H12.01',
      /eid: H12\.01\n.*\n.*Thanh tra/,
      /e-identifier H12\.01 too/,
    ],
    [
      'a role that does not exist',
      'positions.yaml',
      'roles: [intake]',
      'roles: [intakes]',
      'roles: [intakes]',
      /roles\[0\]/,
    ],
    [
      'a position twice',
      'positions.yaml',
      'code: clerk',
      'code: director',
      /code: director\n.*Văn thư/,
      /director stands here twice/,
    ],
    [
      'a key twice',
      'positions.yaml',
      '    roles: [administer]',
      '    roles: [administer]\n    roles: [intake]',
      /roles: \[intake\]\n.*\[province, department\]/,
      /stands here twice/,
    ],
    [
      'no such default calendar',
      'calendars.yaml',
      'default: official',
      'default: other',
      'default: other',
      /no calendar other/,
    ],
    [
      'a holiday twice',
      'calendars.yaml',
      'date: 2025-05-01',
      'date: 2025-04-30',
      'date: 2025-04-30\n        name: { vi: Ngày Quốc tế',
      /already named/,
    ],
    ['a shift at no time', 'calendars.yaml', "fri: ['07:00-11:00'", "fri: ['7:00-11:00'", 'fri:', /HH:MM/],
    [
      'a placeholder that nobody fills',
      'messages.yaml',
      'Mã hồ sơ: {code}',
      'Mã hồ sơ: {dossierCode}',
      /vi: \|\n.*đã tiếp nhận/,
      /\{dossierCode\} is no placeholder/,
    ],
    [
      'a cell too few',
      'admin-units/successors-2025-07-01.csv',
      '31813,31825,whole,',
      '31813,31825,',
      '31813,31825,',
      /4 cells/,
    ],
    [
      'a unit under a unit that does not exist',
      'admin-units/before-2025-07-01.csv',
      '31813,954,',
      '31813,955,',
      '31813,955',
      /parent 955/,
    ],
    [
      'a successor unit that does not exist',
      'admin-units/successors-2025-07-01.csv',
      '31813,31825,',
      '31813,31826,',
      '31813,31826',
      /code 31826 now/,
    ],
    [
      'another folder than its code',
      `${births}/procedure.yaml`,
      "code: '1.001193'",
      "code: '1.001194'",
      'code:',
      /does not begin with/,
    ],
    [
      'a calendar that does not exist',
      `${births}/procedure.yaml`,
      'unit: sameDay',
      'unit: sameDay\n  calendar: court',
      'calendar: court',
      /no calendar court/,
    ],
    [
      'agencies that do not exist',
      `${births}/procedure.yaml`,
      '{ agencyKinds: [commune] }',
      '{ agencyKinds: [commune], agencies: [so-ngoai-vu] }',
      'offeredBy',
      /no agency so-ngoai-vu/,
    ],
    [
      'two declarations',
      `${copies}/procedure.yaml`,
      'copyKind: [photocopy]',
      'copyKind: [photocopy]\n    form: true',
      'components:',
      /not 2/,
    ],
    [
      'a fee by an answer that nobody gives',
      `${copies}/procedure.yaml`,
      'pages: /document/pages',
      'pages: /document/page',
      'pages: /document/page',
      /no whole number of the form/,
    ],
    [
      'a fee with two prices',
      `${copies}/procedure.yaml`,
      '    perPage:',
      '    amountVnd: 1\n    perPage:',
      '- kind: phi',
      /either amountVnd or perPage/,
    ],
    [
      'a step that is not drawn',
      `${births}/procedure.yaml`,
      '  deliver:',
      '  archive:\n    kind: examine\n    name: { vi: Lưu, en: Archive }\n    agency: competent\n  deliver:',
      'archive:',
      /no user task archive/,
    ],
    [
      'a step at no agency',
      `${houses}/procedure.yaml`,
      'agency: so-xay-dung',
      'agency: so-giao-thong',
      'agency: so-giao-thong',
      /no agency so-giao-thong/,
    ],
    [
      'a choice without a name in English',
      `${houses}/procedure.yaml`,
      'name: { vi: Cấp giấy phép, en: Grant the permit }',
      'name: { vi: Cấp giấy phép }',
      'name: { vi: Cấp giấy phép }',
      /name\.en is missing/,
    ],
    [
      'a task for a position that does not exist',
      `${births}/process.bpmn`,
      '"civil-status-officer"',
      '"registrar"',
      'id="examine"',
      /"registrar", but there is no such position/,
    ],
    [
      'a task for a position of other agencies',
      `${births}/process.bpmn`,
      '"civil-status-officer"',
      '"tax-officer"',
      'id="examine"',
      /no position of a commune/,
    ],
    [
      'a condition on something that nobody chooses',
      `${births}/process.bpmn`,
      '= decision = "approve"',
      '= desicion = "approve"',
      'id="from-decisionGateway-to-approve"',
      /variable desicion/,
    ],
    ['a process that is not closed', `${births}/process.bpmn`, '</bpmn:process>', '', '', /./],
    [
      'a label without Vietnamese',
      `${births}/form.json`,
      '"vi": "Quê quán"',
      '"vi": ""',
      /"label": \{\n *"vi": ""/,
      /"vi" and "en"/,
    ],
    [
      'a field for no answer',
      `${births}/form.json`,
      '"pointer": "/applicant/email"',
      '"pointer": "/applicant/mail"',
      '"pointer": "/applicant/mail"',
      /no answer of the schema/,
    ],
    [
      'a user name twice',
      'demo/accounts.yaml',
      'tiepnhan.giarai',
      'tiepnhan.baclieu',
      /username: tiepnhan.baclieu\n.*Võ Thị/,
      /stands here twice/,
    ],
    [
      'an officer at no agency',
      'demo/accounts.yaml',
      'agency: ubnd-phuong-gia-rai',
      'agency: ubnd-gia-rai',
      'agency: ubnd-gia-rai',
      /no agency ubnd-gia-rai/,
    ],
    [
      'an officer at the wrong desk',
      'demo/accounts.yaml',
      'position: tax-officer',
      'position: chairman',
      'position: chairman }]\n  - username: chuyenvien.soxaydung',
      /no position of a vertical/,
    ],
  ];
  for (const [what, file, from, to, at, reason] of mistakes) {
    it(`is refused for ${what}`, async () => {
      const files = filesWith(file, from, to);
      const faults = await faultsOf(files);
      assertOneFault(faults, file, at === '' ? (faults[0]?.line ?? 0) : lineOf(files.get(file) ?? '', at), reason);
    });
  }

  const wholeFiles: [what: string, file: string, text: string | undefined, reason: RegExp][] = [
    ['a missing file', 'messages.yaml', undefined, /missing/],
    ['a missing form', `${births}/form.json`, undefined, /missing/],
    ['a misspelt file', 'agency.yaml', 'agencies: []', /no file of a province/],
    ['a file outside the folder', '../province.yaml', 'code: x', /no file of a province/],
    ['an empty file', 'templates/receipt.typ', '', /empty/],
    ['a picture', 'templates/receipt.typ', '\uFFFDPNG\0\0', /no UTF-8/],
    ['a file of 5 MB', 'demo/accounts.yaml', 'x'.repeat(5_000_000), /more than/],
    ['a list that never ends', 'demo/accounts.yaml', '['.repeat(200_000), /./],
    ['a bomb of aliases', 'demo/accounts.yaml', 'a: &a [x, x]\nb: *a\n', /alias/],
  ];
  for (const [what, file, text, reason] of wholeFiles) {
    it(`is refused for ${what}`, async () => {
      const files = new Map(shipped);
      if (text === undefined) files.delete(file);
      else files.set(file, text);
      const faults = await faultsOf(files);
      assert.ok(faults.length > 0);
      for (const fault of faults) assert.equal(fault.file, file, fault.reason);
      assert.match(faults[0]?.reason ?? '', reason);
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
        `${births}/process.bpmn:${lineOf(files.get(`${births}/process.bpmn`) ?? '', 'id="from-decisionGateway-to-approve"')}`,
        'province.yaml:7',
      ],
    );
  });

  it('is told that an empty folder lacks everything', async () => {
    const faults = await faultsOf(new Map());
    assert.equal(faults.length, 9);
    assert.ok(faults.every(({ reason }) => /missing|no procedure/.test(reason)));
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
        const files = new Map(shipped).set(file, text.slice(0, place) + typed + text.slice(place + cut));
        for (const fault of await faultsOf(files)) {
          assert.ok(fault.line >= 1 && fault.line <= (files.get(fault.file) ?? '').split('\n').length + 1);
          assert.ok(fault.reason.length > 3);
        }
      }),
      { numRuns: 25, seed: 20250701 },
    );
  });
});
