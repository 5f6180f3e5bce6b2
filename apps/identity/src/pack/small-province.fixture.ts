/** A province of a few agencies with one procedure and a demonstration account for each kind of caller, as files. */
export function smallProvince(changes: Readonly<Record<string, string | undefined>> = {}): Map<string, string> {
  const files = { ...smallProvinceFiles, ...changes };
  return new Map(Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
}

const text = (words: string) => `{ vi: '${words}', en: '${words}' }`;
const message = `{ subject: ${text('{trackingNumber}')}, text: ${text('{procedureName}')} }`;
const dated = (value: string) => `[{ value: ${value}, validFrom: 2018-06-21, legalBasis: sample, mark: sample }]`;

const agency = (code: string, kind: string, eid: string, rest: string) =>
  `  - { code: ${code}, kind: ${kind}, eid: ${eid}, eidMark: sample, name: { vi: 'Cơ quan ${code}', en: 'Agency ${code}' }, ${rest}, mark: sample }\n`;

export const demoPassword = 'mot-cua-2026';

export const demoAccounts = ({ password = demoPassword, officers = officerLines } = {}) => `
mark: sample
password: ${password}
officers:
${officers}
citizens:
  - { identityNumber: '096000000001', fullName: Nguyễn Văn An, dateOfBirth: 1990-05-17, phone: '0290000001', email: an@example.vn }
`;

const officerLines = `
  - { username: tiepnhan.a, fullName: Trần Thị Bình, assignments: [{ agency: xa-a, position: one-stop-officer }] }
  - { username: chutich.tinh, fullName: Lê Văn Cường, assignments: [{ agency: ubnd-tinh, position: chairman }] }
  - { username: quantri, fullName: Phạm Thị Dung, assignments: [{ agency: ubnd-tinh, position: it-administrator }] }
`;

export const agencies = (more = '') => `agencies:
${agency('ubnd-tinh', 'province', 'H12', 'validFrom: 2025-07-01')}${agency('xa-a', 'commune', 'H12.1', "validFrom: 2025-07-01, parent: ubnd-tinh, adminUnitCode: '31825'")}${agency('xa-b', 'commune', 'H12.2', 'validFrom: 2025-07-01, parent: ubnd-tinh, successors: [{ code: xa-a, from: 2036-12-01 }], validTo: 2036-12-01')}${agency('xa-moi', 'commune', 'H12.3', 'validFrom: 2036-12-01, parent: ubnd-tinh')}${agency('so-tu-phap', 'department', 'H12.4', 'validFrom: 2025-07-01, parent: ubnd-tinh')}${agency('phong-ho-tich', 'department', 'H12.5', 'validFrom: 2025-07-01, parent: so-tu-phap')}${agency('so-cu', 'department', 'H12.6', 'validFrom: 2018-11-23, validTo: 2025-07-01')}${more}`;

const procedureFolder = 'procedures/2.000815-chung-thuc';

const flows = [
  ['submitted', 'receive'],
  ['receive', 'compare'],
  ['compare', 'decided'],
  ['decided', 'sign', 'decision = "approve"'],
  ['decided', 'sign', 'decision = "refuse"'],
  ['sign', 'signed'],
  ['signed', 'hand-over', 'approval = "approve"'],
  ['signed', 'compare', 'approval = "rework"'],
  ['hand-over', 'done'],
] as const;

const task = (id: string, group: string) =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="${group}" /></bpmn:extensionElements></bpmn:userTask>`;

const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="certification" isExecutable="true">
    <bpmn:startEvent id="submitted" />
    ${task('receive', 'one-stop-officer')}
    ${task('compare', 'one-stop-officer')}
    <bpmn:exclusiveGateway id="decided" />
    ${task('sign', 'chairman')}
    <bpmn:exclusiveGateway id="signed" />
    ${task('hand-over', 'one-stop-officer')}
    <bpmn:endEvent id="done" />
    ${flows
      .map(([from, to, condition], index) => {
        const expression =
          condition &&
          `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= ${condition.replaceAll('"', '&#34;')}</bpmn:conditionExpression>`;
        return `<bpmn:sequenceFlow id="flow${index}" sourceRef="${from}" targetRef="${to}">${expression ?? ''}</bpmn:sequenceFlow>`;
      })
      .join('\n    ')}
  </bpmn:process>
</bpmn:definitions>
`;

const outcomes = (yes: string, no: string) =>
  `[{ value: ${yes}, name: ${text(yes)}, tone: positive }, { value: ${no}, name: ${text(no)}, tone: negative, requiresNote: true }]`;

const smallProvinceFiles: Record<string, string> = {
  'province.yaml': `
code: tinh-mau
name: { vi: Tỉnh Mẫu, en: Sample Province }
timeZone: Asia/Ho_Chi_Minh
adminUnitCode: '96'
supportPhone: 0290 3 000 000
citizenPages: full
brand: { primary: '#0B5C5E', strong: '#073F41', accent: '#C04327' }
formSet: ${dated("'2025'")}
codeTemplate: ${dated("'{agencyEid}-{YYMMDD}-{sequence:4}'")}
intakeReply: ${dated('{ n: 8, unit: workingHour }')}
supplement: ${dated('{ maxPerStage: 1, clock: resume, closesAfter: { n: 30, unit: calendarDay } }')}
extension: ${dated('{ max: 1, noticeBefore: { n: 1, unit: workingDay } }')}
overdueBasis: ${dated('original')}
`,
  'agencies.yaml': agencies(),
  'positions.yaml': `positions:
  - { code: one-stop-officer, title: ${text('One-stop officer')}, roles: [intake, process], agencyKinds: [commune] }
  - { code: chairman, title: ${text('Chairman')}, roles: [approve, oversee], agencyKinds: [province, commune] }
  - { code: director, title: ${text('Director')}, roles: [approve, oversee], agencyKinds: [department] }
  - { code: it-administrator, title: ${text('Administrator')}, roles: [administer], agencyKinds: [province] }
`,
  'calendars.yaml': `
default: official
calendars:
  - code: official
    name: ${text('Official')}
    cutoff: '15:00'
    dayRule: nextDay
    halfDayCounts: false
    weeks: [{ validFrom: 2026-01-01, shifts: { mon: ['07:00-11:00', '13:00-17:00'], tue: ['07:00-11:00', '13:00-17:00'] } }]
    holidays: []
    swaps: []
    coveredFrom: 2026-01-01
    coveredTo: 2026-12-31
`,
  'messages.yaml': `messages: { dossier.submitted: ${message}, dossier.accepted: ${message}, dossier.decided: ${message}, dossier.returned: ${message} }
`,
  'demo/accounts.yaml': demoAccounts(),
  'admin-units/before-2025-07-01.csv': 'code,parent_code,name\n95,,Tỉnh Bạc Liêu\n31813,95,Phường 2\n',
  'admin-units/since-2025-07-01.csv': 'code,parent_code,name\n96,,Tỉnh Cà Mau\n31825,96,Phường Bạc Liêu\n',
  'admin-units/successors-2025-07-01.csv': 'old_code,new_code,extent,as_written\n31813,31825,whole,Phường 2\n',
  [`${procedureFolder}/process.bpmn`]: drawing,
  [`${procedureFolder}/form.json`]: JSON.stringify({
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { copies: { type: 'integer', minimum: 1, maximum: 9 } },
    },
    layout: [
      {
        title: { vi: 'Bản sao', en: 'Copies' },
        fields: [{ pointer: '/copies', label: { vi: 'Số bản', en: 'Copies' } }],
      },
    ],
  }),
  [`${procedureFolder}/procedure.yaml`]: `
code: '2.000815'
name: ${text('Certification of copies')}
field: { code: chung-thuc, vi: Chứng thực, en: Certification }
version: 1
validFrom: 2025-07-01
level: commune
mode: single
onlineLevel: partial
subjects: [citizen]
description: ${text('Certification of copies')}
keywords: { vi: [sao y], en: [certified copy] }
timeLimit: { n: 0, unit: sameDay, legalBasis: 'Nghị định 23/2015/NĐ-CP, Điều 7', mark: sure }
announcement: { number: 02/QĐ-UBND, date: 2025-07-01, issuer: ${text('People s Committee')}, mark: sample }
legalBasis: [Nghị định 23/2015/NĐ-CP]
ways: [counter]
conditions: []
offeredBy: { agencyKinds: [commune] }
components: [{ code: request, name: ${text('Request')}, required: true, sets: 1, copyKind: [original], form: true }]
fees: []
result: { name: ${text('Certified copies')}, kind: copy }
steps:
  receive: { kind: receive, name: ${text('Receive')}, agency: intake }
  compare: { kind: decide, name: ${text('Compare')}, agency: competent, outcomeVariable: decision, outcomes: ${outcomes('approve', 'refuse')} }
  sign: { kind: approve, name: ${text('Sign')}, agency: competent, outcomeVariable: approval, outcomes: ${outcomes('approve', 'rework')} }
  hand-over: { kind: deliver, name: ${text('Hand over')}, agency: intake }
`,
};
