import type { Reason, UserTask } from '@motcua/process';
import type { Agency, AgencyKind, Position } from './agency.js';
import { checkOutcomes } from './check-outcomes.js';
import { competentKinds } from './check-procedure.js';
import { checkSeparation } from './check-separation.js';
import { checkWaits } from './check-waits.js';
import type { Drawing } from './drawing.js';
import { placeOf } from './drawing.js';
import type { FaultList } from './fault-list.js';
import type { ProcedureDefinition, Step } from './procedure.js';
import type { Part } from './read-part.js';

/** The drawing of a procedure against its steps, both ways: no task without meaning, no choice that leads nowhere. */
export function checkProcess(
  part: Part<ProcedureDefinition>,
  drawing: Drawing,
  { agencies, positions }: { agencies: Agency[] | undefined; positions: Position[] | undefined },
  faults: FaultList,
): void {
  const { steps } = part.value;
  const tasks = drawing.definition.elements.filter((element): element is UserTask => element.type === 'userTask');
  for (const { id } of tasks) {
    if (!Object.hasOwn(steps, id)) {
      faults.add(drawing.file, placeOf(drawing.xml, id), {
        vi: `procedure.yaml không có bước nào cho tác vụ ${id}`,
        en: `procedure.yaml has no step for the task ${id}`,
      });
    }
  }
  for (const [id, step] of Object.entries(steps)) {
    const task = tasks.find((drawn) => drawn.id === id);
    if (!task) {
      part.refuse(['steps', id], {
        vi: `process.bpmn không có tác vụ người dùng ${id}`,
        en: `process.bpmn has no user task ${id}`,
      });
    } else if ((step.agency === 'each') !== (task.multiInstance !== undefined)) {
      part.refuse(['steps', id, 'agency'], {
        vi: 'agency: each chỉ dành cho tác vụ được vẽ thực hiện một lần cho mỗi mục của danh sách (multi-instance)',
        en: 'agency: each is for a task that is drawn once for each item of a list',
      });
    } else if (
      step.kind === 'consult' &&
      step.silence === undefined &&
      task.multiInstance?.outputElement !== undefined
    ) {
      const reason = {
        vi: `${id} thu ý kiến của từng cơ quan, nên bước này phải nêu im lặng được coi là gì (silence)`,
        en: `${id} gathers an answer of each agency, so the step must say what silence counts as`,
      };
      part.refuse(['steps', id], reason);
    } else if (agencies && positions) {
      checkAssignment(part, step, { task, ...drawing }, { agencies, positions }, faults);
    }
  }
  checkKinds(part);
  checkWaits(part, drawing, faults);
  checkOutcomes(part, drawing, faults);
  checkSeparation(part);
}

/** Each task can be done: by a position that exists at the kind of agency where the step is done. */
function checkAssignment(
  part: Part<ProcedureDefinition>,
  step: Step,
  { task, file, xml }: Drawing & { task: UserTask },
  { agencies, positions }: { agencies: Agency[]; positions: Position[] },
  faults: FaultList,
): void {
  const refuseTask = (reason: Reason): void => faults.add(file, placeOf(xml, task.id), reason);
  const kinds =
    step.agency === 'each' ? kindsOfEach(part, task, agencies) : kindsOfStep(part.value, step.agency, agencies);
  if (!kinds) {
    part.refuse(['steps', task.id, 'agency'], {
      vi: `không có cơ quan ${step.agency}`,
      en: `there is no agency ${step.agency}`,
    });
    return;
  }
  if (task.candidateGroups.length === 0)
    refuseTask({
      vi: `tác vụ ${task.id} không có nhóm ứng viên (candidate groups)`,
      en: `the task ${task.id} has no candidate groups`,
    });
  for (const group of task.candidateGroups) {
    const position = positions.find(({ code }) => code === group);
    if (!position)
      refuseTask({
        vi: `tác vụ ${task.id} dành cho "${group}", nhưng không có vị trí này`,
        en: `the task ${task.id} is for "${group}", but there is no such position`,
      });
    else if (kinds.length > 0 && !kinds.some((kind) => position.agencyKinds.includes(kind))) {
      refuseTask({
        vi: `tác vụ ${task.id} dành cho ${group}, nhưng cơ quan loại ${kinds.join(' hoặc ')} không có vị trí này`,
        en: `the task ${task.id} is for ${group}, which is no position of a ${kinds.join(' or ')}`,
      });
    }
  }
}

/** The kinds of the agencies that a step asks all at once: the list is one of the procedure's constants. */
function kindsOfEach(
  { value: { variables = {} }, refuse }: Part<ProcedureDefinition>,
  { id, multiInstance }: UserTask,
  agencies: readonly Agency[],
): readonly AgencyKind[] {
  const name = multiInstance?.inputCollection ?? '';
  const codes = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!Array.isArray(codes)) {
    refuse(['steps', id, 'agency'], {
      vi: `variables không có danh sách ${name} các cơ quan mà bước này hỏi ý kiến`,
      en: `variables has no list ${name} of the agencies that the step asks`,
    });
    return [];
  }
  return codes.flatMap((code, index) => {
    const agency = agencies.find((candidate) => candidate.code === code);
    if (!agency)
      refuse(['variables', name, index], { vi: `không có cơ quan ${code}`, en: `there is no agency ${code}` });
    return agency ? [agency.kind] : [];
  });
}

function kindsOfStep(
  procedure: ProcedureDefinition,
  stepAgency: string,
  agencies: readonly Agency[],
): readonly AgencyKind[] | undefined {
  const competent = competentKinds(procedure, agencies);
  if (stepAgency === 'competent') return competent;
  if (stepAgency === 'intake') return [...new Set<AgencyKind>(['counter', ...competent])];
  const agency = agencies.find(({ code }) => code === stepAgency);
  return agency && [agency.kind];
}

function checkKinds({ value: { steps }, refuse }: Part<ProcedureDefinition>): void {
  const kinds = new Set(Object.values(steps).map(({ kind }) => kind));
  for (const kind of ['receive', 'decide', 'approve', 'deliver'] as const) {
    if (!kinds.has(kind))
      refuse(['steps'], { vi: `không bước nào có kind là ${kind}`, en: `no step has the kind ${kind}` });
  }
  for (const [id, { kind, outcomeVariable, outcomes, silence }] of Object.entries(steps)) {
    if (silence !== undefined && kind !== 'consult') {
      refuse(['steps', id, 'silence'], {
        vi: 'chỉ im lặng của cơ quan được hỏi ý kiến mới được coi là câu trả lời',
        en: 'only the silence of a consulted agency counts as an answer',
      });
    } else if (silence !== undefined && !outcomes?.some(({ value }) => value === silence)) {
      refuse(['steps', id, 'silence'], {
        vi: `"${silence}" không nằm trong outcomes`,
        en: `"${silence}" is none of the outcomes`,
      });
    }
    if ((kind === 'decide') !== (outcomeVariable === 'decision')) {
      refuse(['steps', id], {
        vi: 'bước có kind là decide, và chỉ bước đó, đặt biến decision',
        en: 'a step of the kind decide, and no other, sets the variable decision',
      });
    }
    if (kind === 'approve' && outcomeVariable === undefined) {
      refuse(['steps', id], {
        vi: 'người duyệt phải có thể trả lại: thiếu outcomes',
        en: 'who approves must be able to send back: outcomes are missing',
      });
    }
  }
}
