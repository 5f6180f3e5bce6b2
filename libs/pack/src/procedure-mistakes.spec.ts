import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesWith, itIsRefusedFor, lineOf } from './mistake.fixture.js';
import { faultsOf, sampleFiles } from './sample-province.fixture.js';

const births = 'procedures/1.001193-dang-ky-khai-sinh';
const copies = 'procedures/2.000815-chung-thuc-ban-sao';
const houses = 'procedures/1.013225-giay-phep-xay-dung-nha-o';

describe('a province with one mistake in a procedure', () => {
  itIsRefusedFor([
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
      /one of amountVnd, perPage and formula/,
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
    [
      'a process that is not closed',
      `${births}/process.bpmn`,
      '</bpmn:process>',
      '',
      '</bpmn:definitions>',
      /not closed/,
    ],
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
  ]);
});

describe('the drawing and the steps of a procedure', () => {
  it('must name the same tasks, or both files are told', async () => {
    const files = filesWith(`${houses}/procedure.yaml`, 'fieldCheck:', 'siteCheck:');
    const lineIn = (file: string, marker: string): number => lineOf(files.get(`${houses}/${file}`) ?? '', marker);
    assert.deepEqual(
      (await faultsOf(files)).map(({ file, line, reason }) => ({ file, line, reason })),
      [
        {
          file: `${houses}/procedure.yaml`,
          line: lineIn('procedure.yaml', 'siteCheck:'),
          reason: 'process.bpmn has no user task siteCheck',
        },
        {
          file: `${houses}/process.bpmn`,
          line: lineIn('process.bpmn', 'id="fieldCheck"'),
          reason: 'procedure.yaml has no step for the task fieldCheck',
        },
      ],
    );
  });

  it('must have a way for every choice', async () => {
    const files = filesWith(
      `${births}/procedure.yaml`,
      '    outcomes:\n',
      '    outcomes:\n      - { value: defer, name: { vi: Hoãn, en: Defer }, tone: neutral }\n',
    );
    const faults = await faultsOf(files);
    assert.equal(faults.length, 1, JSON.stringify(faults));
    assert.equal(faults[0]?.line, lineOf(files.get(`${births}/process.bpmn`) ?? '', 'id="decisionGateway"'));
    assert.match(faults[0]?.reason ?? '', /no way leaves decisionGateway when decision is "defer"/);
  });
});

describe('the versions of a procedure', () => {
  const later = 'procedures/1.001193-dang-ky-khai-sinh-2027';

  /** Birth registration twice: as shipped, and under the law of 2027. */
  function twoVersions(validTo: string, version: number): Map<string, string> {
    const files = sampleFiles();
    for (const name of ['procedure.yaml', 'process.bpmn', 'form.json']) {
      files.set(`${later}/${name}`, files.get(`${births}/${name}`) ?? '');
    }
    const shipped = files.get(`${births}/procedure.yaml`) ?? '';
    files.set(`${births}/procedure.yaml`, shipped.replace('validFrom: 2025-07-01', `$&\nvalidTo: ${validTo}`));
    files.set(
      `${later}/procedure.yaml`,
      shipped.replace('version: 1', `version: ${version}`).replace('validFrom: 2025-07-01', 'validFrom: 2027-03-01'),
    );
    return files;
  }

  it('follow one another without a gap or an overlap', async () => {
    assert.deepEqual(await faultsOf(twoVersions('2027-03-01', 2)), []);
  });

  it('are refused when both would be in force, or the number does not rise', async () => {
    const overlap = await faultsOf(twoVersions('2027-03-02', 2));
    assert.deepEqual(
      overlap.map(({ file, reason }) => [file, reason]),
      [[`${later}/procedure.yaml`, 'version 1 of 1.001193 is still in force on 2027-03-01']],
    );
    const [number] = await faultsOf(twoVersions('2027-03-01', 1));
    assert.match(number?.reason ?? '', /needs a number above 1/);
  });
});
