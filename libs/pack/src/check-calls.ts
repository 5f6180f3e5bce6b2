import type { ProcessDefinition } from '@motcua/process';
import type { Agency } from './agency.js';
import type { ProcedureDefinition, SubProcedure } from './procedure.js';
import type { Part } from './read-part.js';
import { agencyOfCall, offersProcedure } from './sub-procedure-agency.js';

/** A procedure with its drawing, where that could be read. */
export interface ReadProcedure {
  part: Part<ProcedureDefinition>;
  process?: ProcessDefinition;
}

/** Another agency's part of a procedure must exist, be the process that is drawn, and be offered where it is sent. */
export function checkCalls(procedures: readonly ReadProcedure[], agencies: readonly Agency[]): void {
  for (const { part, process } of procedures) {
    for (const [id, call] of Object.entries(part.value.calls ?? {})) {
      const called = procedures.find((other) => other.part.value.code === call.procedure);
      if (!called) {
        part.refuse(['calls', id, 'procedure'], {
          vi: `không có thủ tục ${call.procedure}`,
          en: `there is no procedure ${call.procedure}`,
        });
        continue;
      }
      const drawn = process?.elements.find((element) => element.id === id);
      if (called.process && drawn?.type === 'callActivity' && drawn.calledElement !== called.process.processId) {
        part.refuse(['calls', id, 'procedure'], {
          vi: `process.bpmn gọi ${drawn.calledElement}, nhưng ${call.procedure} là ${called.process.processId}`,
          en: `process.bpmn calls ${drawn.calledElement}, but ${call.procedure} is ${called.process.processId}`,
        });
      }
      const without = agencies.find((agency) => isLeftAlone(agency, part.value, call, called.part.value, agencies));
      if (without) {
        part.refuse(['calls', id, 'agency'], {
          vi: `${without.code} không tìm được cơ quan ${call.agency} nào nhận thủ tục ${call.procedure}`,
          en: `${without.code} finds no agency ${call.agency} that offers ${call.procedure}`,
        });
      }
    }
  }
}

/** Whether an agency that offers the calling procedure could not send the sub-dossier to anybody. */
function isLeftAlone(
  agency: Agency,
  calling: ProcedureDefinition,
  call: SubProcedure,
  called: ProcedureDefinition,
  agencies: readonly Agency[],
): boolean {
  if (!offersProcedure(calling, agency)) return false;
  const dossier = { competentAgencyCode: agency.code, intakeAgencyCode: agency.code };
  const code = agencyOfCall(call, called, dossier, agencies);
  return !agencies.some((other) => other.code === code && offersProcedure(called, other));
}
