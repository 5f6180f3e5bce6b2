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

/** The sample's building permit, where a leader reminds a while after the appraisal began: two hours if nothing else is said. */
export function withTimedBuilding(part: PackParts['dossier'], remindAfter = 'PT2H'): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.map((procedure) =>
      procedure.code === building
        ? {
            ...procedure,
            processXml: procedure.processXml.replace(/\s*<\/bpmn:process>/, reminder(remindAfter)),
            steps: {
              ...procedure.steps,
              remind: { kind: 'examine', name: { vi: 'Đôn đốc', en: 'Remind' }, agency: 'competent' },
            },
          }
        : procedure,
    ),
  };
}

/** The same where nothing is said of what the silence of a consulted agency means. */
export function withMutedSilence(part: PackParts['dossier']): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.map((procedure) => {
      const { consult } = procedure.steps;
      if (procedure.code !== building || !consult) return procedure;
      const mute = { ...consult };
      delete mute.silence;
      return { ...procedure, steps: { ...procedure.steps, consult: mute } };
    }),
  };
}
