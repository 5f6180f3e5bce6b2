import type { FileMetadata } from '@motcua/contracts/document/v1/document';
import type { Step } from '@motcua/pack';
import type { FieldFault } from '@motcua/service-kit/errors';
import { handoverFaults } from '../delivery/handover.js';
import { unknownFiles } from '../intake/given-files.js';
import type { CompleteTaskInput } from './complete-task.schemas.js';
import { OutcomeInvalid } from './task.problems.js';

/** @throws OutcomeInvalid (422) with one fault for each field */
export function checkOutcome(
  step: Step,
  wish: 'counter' | 'postal',
  input: CompleteTaskInput,
  files: readonly FileMetadata[],
): void {
  const faults: FieldFault[] = [];
  const outcome = step.outcomes?.find((candidate) => candidate.value === input.outcome);
  if (step.outcomes && !outcome) {
    const values = step.outcomes.map((candidate) => candidate.value).join(', ');
    faults.push({
      pointer: '/outcome',
      code: input.outcome === undefined ? 'required' : 'enum',
      text: { vi: `Vui lòng chọn một trong: ${values}.`, en: `Choose one of: ${values}.` },
    });
  }
  if (!step.outcomes && input.outcome !== undefined) {
    faults.push({
      pointer: '/outcome',
      code: 'unknownField',
      text: { vi: 'Bước này không có lựa chọn.', en: 'This step has no choice.' },
    });
  }
  faults.push(...handoverFaults(step.kind === 'deliver', wish, input));
  if (outcome?.requiresNote && input.note === undefined) {
    faults.push({
      pointer: '/note',
      code: 'required',
      text: { vi: 'Vui lòng nêu lý do.', en: 'Please give the reason.' },
    });
  }
  faults.push(...unknownFiles('/resultFileIds', input.resultFileIds ?? [], files));
  if (faults.length > 0) throw new OutcomeInvalid(undefined, { faults });
}
