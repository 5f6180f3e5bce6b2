import type { PackParts, Procedure, Step } from '@motcua/pack';
import { birth } from './sample-dossiers.fixture.js';

type Part = PackParts['dossier'];

/** Procedures of no province, with the declaration of a birth: they ask, call and wait. */
export const asking = 'NB.TEST.01';
export const linked = 'NB.TEST.02';
export const partOfLinked = 'NB.TEST.03';
/** It waits for its fee before anybody works on it; citizens may hand it in online. */
export const paidFirst = '9.900004';

export const construction = 'so-xay-dung';
export const environment = 'so-nong-nghiep-va-moi-truong';

/** The part of a province with these procedures beside its own. */
export function withDrawnProcedures(part: Part): Part {
  const model = part.procedures.find(({ code }) => code === birth);
  if (!model) throw new Error('the sample province has no registration of births');
  const drawn = (code: string, processXml: string, change: Partial<Procedure>): Procedure => ({
    ...model,
    code,
    processXml,
    ...change,
  });
  return {
    ...part,
    procedures: [
      ...part.procedures,
      drawn(asking, askingXml, {
        steps: { ...steps('competent'), opinion },
        variables: { consulted: [construction, environment] },
        timeLimit: { ...model.timeLimit, n: 10, unit: 'workingDay' },
      }),
      drawn(linked, linkedXml, {
        steps: steps('competent'),
        calls: {
          police: { procedure: partOfLinked, agency: construction, name: both('Phần của công an') },
          insurance: { procedure: partOfLinked, agency: environment, name: both('Phần của bảo hiểm') },
        },
        waits: { paid: { name: both('Chờ nộp thuế') } },
        timeLimit: { ...model.timeLimit, n: 10, unit: 'workingDay' },
      }),
      drawn(partOfLinked, chainXml('specialist'), {
        steps: steps('competent'),
        offeredBy: { agencies: [construction, environment] },
        timeLimit: { ...model.timeLimit, n: 2, unit: 'workingDay' },
      }),
      drawn(paidFirst, paidFirstXml, {
        steps: steps('competent'),
        waits: { paid: { name: both('Chờ nộp lệ phí'), pauses: 'feePending' } },
        timeLimit: { ...model.timeLimit, n: 3, unit: 'workingDay' },
      }),
    ],
  };
}

const both = (text: string) => ({ vi: text, en: text });

const outcome = (value: string, tone: 'positive' | 'negative' | 'neutral') => ({ value, name: both(value), tone });

const opinion: Step = {
  kind: 'consult',
  name: both('Cho ý kiến'),
  agency: 'each',
  limit: { n: 3, unit: 'workingDay' },
  silence: 'agree',
  outcomeVariable: 'opinion',
  outcomes: [outcome('agree', 'positive'), { ...outcome('disagree', 'negative'), requiresNote: true }],
};

function steps(agency: string): Procedure['steps'] {
  return {
    receive: { kind: 'receive', name: both('Tiếp nhận'), agency: 'intake' },
    examine: { kind: 'examine', name: both('Thẩm tra'), agency },
    decide: {
      kind: 'decide',
      name: both('Đề xuất'),
      agency,
      outcomeVariable: 'decision',
      outcomes: [outcome('approve', 'positive'), outcome('refuse', 'negative')],
    },
    approve: {
      kind: 'approve',
      name: both('Ký'),
      agency,
      outcomeVariable: 'approval',
      outcomes: [outcome('approve', 'positive'), outcome('rework', 'neutral')],
    },
    deliver: { kind: 'deliver', name: both('Trả kết quả'), agency: 'intake' },
  };
}

function drawing(...elements: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
<bpmn:message id="payment" name="financialObligationPaid" />
<bpmn:process id="Process_1" isExecutable="true"><bpmn:startEvent id="start" />${elements.join('\n')}<bpmn:endEvent id="end" /></bpmn:process></bpmn:definitions>`;
}

function task(id: string, groups: string, more = ''): string {
  return `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="${groups}" /></bpmn:extensionElements>${more}</bpmn:userTask>`;
}

function flows(...ids: string[]): string {
  return ids
    .slice(1)
    .map((to, index) => {
      const from = ids[index] ?? '';
      return `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
    })
    .join('');
}

function call(id: string): string {
  const mapping = `<zeebe:ioMapping><zeebe:output source="=outcome" target="${id}Outcome" /></zeebe:ioMapping>`;
  return `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${id}" />${mapping}</bpmn:extensionElements></bpmn:callActivity>`;
}

const begun = [task('receive', 'one-stop-officer'), task('examine', 'civil-status-officer')];
const finished = [
  task('decide', 'civil-status-officer'),
  task('approve', 'chairman'),
  task('deliver', 'one-stop-officer'),
];

function chainXml(worker: string): string {
  return drawing(
    task('receive', 'one-stop-officer'),
    ...['examine', 'decide', 'approve'].map((id) => task(id, worker)),
    task('deliver', worker),
    flows('start', 'receive', 'examine', 'decide', 'approve', 'deliver', 'end'),
  );
}

const each = `<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=consulted" inputElement="agency" outputCollection="opinions" outputElement="=opinion" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;

const askingXml = drawing(
  ...begun,
  task('opinion', 'specialist', each),
  ...finished,
  flows('start', 'receive', 'examine', 'opinion', 'decide', 'approve', 'deliver', 'end'),
);

const paid =
  '<bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition messageRef="payment" /></bpmn:intermediateCatchEvent>';

const paidFirstXml = drawing(
  ...begun,
  paid,
  ...finished,
  flows('start', 'receive', 'paid', 'examine', 'decide', 'approve', 'deliver', 'end'),
);

const linkedXml = drawing(
  ...begun,
  '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />',
  call('police'),
  call('insurance'),
  paid,
  ...finished,
  flows('start', 'receive', 'examine', 'fork'),
  ...['police', 'insurance', 'paid'].map((id) => flows('fork', id, 'join')),
  flows('join', 'decide', 'approve', 'deliver', 'end'),
);
