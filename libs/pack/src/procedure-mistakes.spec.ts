import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filesWith, itIsRefusedFor, lineOf } from './mistake.fixture.js';
import { faultsOf, sampleFiles } from './sample-province.fixture.js';

const births = 'procedures/1.001193-dang-ky-khai-sinh';
const copies = 'procedures/2.000815-chung-thuc-ban-sao';
const businesses = 'procedures/1.001612-dang-ky-ho-kinh-doanh';
const extracts = 'procedures/2.000635-ban-sao-trich-luc-ho-tich';
const newborns = 'procedures/2.002621-lien-thong-khai-sinh-thuong-tru-bhyt';
const projects = 'procedures/NB.CNTT.01-tham-dinh-thiet-ke-co-so';
const records = 'procedures/3.000333-phieu-ly-lich-tu-phap';
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
      'a step that may not be done by who does it',
      `${houses}/procedure.yaml`,
      'notBy: [receive, appraise, decide]',
      'notBy: [receive, approve]',
      'notBy:',
      /cannot exclude those who do it/,
    ],
    [
      'a step apart from one that there is not',
      `${houses}/procedure.yaml`,
      'notBy: [receive, appraise, decide]',
      'notBy: [receives]',
      'notBy:',
      /no step receives/,
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
      `${businesses}/procedure.yaml`,
      'agency: thue-tinh-ca-mau',
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
      'id="from-decisionGateway-to-numberGateway"',
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
    [
      'agencies whose answers are gathered, and of which one may stay silent for ever',
      `${houses}/procedure.yaml`,
      '    silence: agree\n',
      '',
      / {2}consult:\n/,
      /consult gathers an answer of each agency/,
    ],
    [
      'silence that is no answer',
      `${houses}/procedure.yaml`,
      'silence: agree',
      'silence: approve',
      'silence: approve',
      /"approve" is none of the outcomes/,
    ],
    [
      'silence of somebody who is not consulted',
      `${businesses}/procedure.yaml`,
      '    agency: thue-tinh-ca-mau\n',
      '    agency: thue-tinh-ca-mau\n    silence: agree\n',
      'silence: agree',
      /only the silence of a consulted agency/,
    ],
    [
      'a question to all of no list',
      `${houses}/procedure.yaml`,
      'consultedAgencies: [so-xay-dung, so-nong-nghiep-va-moi-truong]',
      'consultedAgencies: so-xay-dung',
      'agency: each',
      /no list consultedAgencies/,
    ],
    [
      'a question to an agency that does not exist',
      `${houses}/procedure.yaml`,
      'consultedAgencies: [so-xay-dung,',
      'consultedAgencies: [so-giao-thong,',
      'consultedAgencies:',
      /no agency so-giao-thong/,
    ],
    [
      'a question to all that is drawn once',
      `${businesses}/procedure.yaml`,
      'agency: thue-tinh-ca-mau',
      'agency: each',
      'agency: each',
      /drawn once for each item/,
    ],
    [
      'a wait that is not drawn',
      `${businesses}/procedure.yaml`,
      'steps:',
      'waits: { payment: { name: { vi: Chờ, en: Wait } } }\nsteps:',
      'waits:',
      /no event that waits payment/,
    ],
    [
      'a wait without words',
      `${extracts}/process.bpmn`,
      '<bpmn:endEvent id="finished"',
      '<bpmn:intermediateCatchEvent id="pickUp"><bpmn:incoming>in</bpmn:incoming><bpmn:outgoing>out</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>\n<bpmn:sequenceFlow id="in" sourceRef="deliver" targetRef="pickUp" /><bpmn:sequenceFlow id="out" sourceRef="pickUp" targetRef="over" /><bpmn:endEvent id="over"><bpmn:incoming>out</bpmn:incoming></bpmn:endEvent>\n    <bpmn:endEvent id="finished"',
      'id="pickUp"',
      /no entry for the event that waits pickUp/,
    ],
    [
      'a call of a procedure that does not exist',
      `${newborns}/procedure.yaml`,
      'procedure: LT.2002621.KS',
      'procedure: LT.2002621.XX',
      'procedure: LT.2002621.XX',
      /no procedure LT\.2002621\.XX/,
    ],
    [
      'a call of another process than the drawn one',
      `${newborns}/procedure.yaml`,
      'procedure: LT.2002621.KS',
      "procedure: '1.001193'",
      "procedure: '1.001193'",
      /calls joint-birth-registration, but 1\.001193 is birth-registration/,
    ],
    [
      'a call to an agency that does not offer the procedure',
      `${newborns}/procedure.yaml`,
      'agency: bao-hiem-xa-hoi-tinh',
      'agency: thue-tinh-ca-mau',
      'agency: thue-tinh-ca-mau',
      /finds no agency thue-tinh-ca-mau that offers LT\.2002621\.BH/,
    ],
    [
      'a formula that cannot be read',
      `${extracts}/procedure.yaml`,
      'formula: 8000 * request.copies',
      'formula: 8000 * (request.copies',
      'formula:',
      /cannot be read/,
    ],
    [
      'a formula with an answer that nobody gives',
      `${extracts}/procedure.yaml`,
      'formula: 8000 * request.copies',
      'formula: 8000 * request.pages',
      'formula:',
      /request\.pages is no answer of the form/,
    ],
    [
      'relief for an answer that nobody gives',
      `${records}/procedure.yaml`,
      'request.reliefGroup !=',
      'reliefGroup !=',
      'when:',
      /reliefGroup is no answer of the form/,
    ],
    [
      'an answer without its time limit',
      `${projects}/procedure.yaml`,
      '    A:\n      n: 20\n      unit: calendarDay\n',
      '',
      '  values:',
      /no limit for the answer "A"/,
    ],
    [
      'a time limit by an answer that is not a choice',
      `${projects}/procedure.yaml`,
      'pointer: /project/group',
      'pointer: /project/name',
      'pointer: /project/name',
      /no choice of the form that is always made/,
    ],
  ]);
});

describe('the drawing and the steps of a procedure', () => {
  it('must name the same tasks, or both files are told', async () => {
    const files = filesWith(`${houses}/procedure.yaml`, 'fieldCheck:', 'siteCheck:');
    const lineIn = (file: string, marker: string): number => lineOf(files.get(`${houses}/${file}`) ?? '', marker);
    assert.deepEqual(
      (await faultsOf(files)).map(({ file, line, reason }) => ({ file, line, reason: reason.en })),
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
    assert.match(faults[0]?.reason.en ?? '', /no way leaves decisionGateway when decision is "defer"/);
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
      overlap.map(({ file, reason }) => [file, reason.en]),
      [[`${later}/procedure.yaml`, 'version 1 of 1.001193 is still in force on 2027-03-01']],
    );
    const [number] = await faultsOf(twoVersions('2027-03-01', 1));
    assert.match(number?.reason.en ?? '', /needs a number above 1/);
  });
});
