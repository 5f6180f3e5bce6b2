import type { PackParts } from '@motcua/pack';
import { building } from '../sample-dossiers.fixture.js';

const reminder = (after: string) => `
    <bpmn:boundaryEvent id="appraisalLate" attachedToRef="appraise" cancelActivity="false">
      <bpmn:outgoing>from-appraisalLate-to-remind</bpmn:outgoing>
      <bpmn:timerEventDefinition id="after-a-while"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${after}</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:userTask id="remind" name="Đôn đốc">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="chairman" /></bpmn:extensionElements>
      <bpmn:incoming>from-appraisalLate-to-remind</bpmn:incoming>
      <bpmn:outgoing>from-remind-to-reminded</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="reminded"><bpmn:incoming>from-remind-to-reminded</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="from-appraisalLate-to-remind" sourceRef="appraisalLate" targetRef="remind" />
    <bpmn:sequenceFlow id="from-remind-to-reminded" sourceRef="remind" targetRef="reminded" />
  </bpmn:process>`;

const opinions = [
  { value: 'agree', name: { vi: 'Đồng ý', en: 'Agree' }, tone: 'positive' as const },
  { value: 'disagree', name: { vi: 'Không đồng ý', en: 'Disagree' }, tone: 'negative' as const },
];

/**
 * The sample's building permit, where a leader reminds a while after the appraisal began (two hours if nothing else is said), the silence of one consulted department means
 * that it agrees, and that of the other means nothing.
 */
export function withTimedBuilding(part: PackParts['dossier'], remindAfter = 'PT2H'): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.map((procedure) => {
      if (procedure.code !== building) return procedure;
      const { consultConstruction, consultEnvironment } = procedure.steps;
      if (!consultConstruction || !consultEnvironment) throw new Error('the sample consults two departments');
      return {
        ...procedure,
        processXml: procedure.processXml.replace(/\s*<\/bpmn:process>/, reminder(remindAfter)),
        steps: {
          ...procedure.steps,
          remind: { kind: 'examine', name: { vi: 'Đôn đốc', en: 'Remind' }, agency: 'competent' },
          consultConstruction: {
            ...consultConstruction,
            kind: 'consult',
            outcomeVariable: 'construction',
            outcomes: opinions,
            silence: 'agree',
          },
          consultEnvironment: { ...consultEnvironment, kind: 'consult' },
        },
      };
    }),
  };
}
