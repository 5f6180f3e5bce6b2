import type { ProcessElement } from '@motcua/process';
import type { Drawing } from './drawing.js';
import { placeOf } from './drawing.js';
import type { FaultList } from './fault-list.js';
import type { ProcedureDefinition } from './procedure.js';
import type { Part } from './read-part.js';

const WAITING: ReadonlySet<ProcessElement['type']> = new Set(['messageCatchEvent', 'receiveTask', 'timerCatchEvent']);

/** Whoever looks at a dossier must read what it waits for: each wait and each call of the drawing has its entry, and no other. */
export function checkWaits(
  part: Part<ProcedureDefinition>,
  { file, xml, definition }: Drawing,
  faults: FaultList,
): void {
  const drawn = {
    waits: definition.elements.filter(({ type }) => WAITING.has(type)),
    calls: definition.elements.filter(({ type }) => type === 'callActivity'),
  };
  const what = {
    waits: { vi: 'sự kiện chờ', en: 'event that waits' },
    calls: { vi: 'hoạt động gọi', en: 'call activity' },
  };
  for (const key of ['waits', 'calls'] as const) {
    const entries = part.value[key] ?? {};
    for (const { id } of drawn[key]) {
      if (!Object.hasOwn(entries, id)) {
        faults.add(file, placeOf(xml, id), {
          vi: `${key} của procedure.yaml không có mục nào cho ${what[key].vi} ${id}`,
          en: `${key} of procedure.yaml has no entry for the ${what[key].en} ${id}`,
        });
      }
    }
    for (const id of Object.keys(entries)) {
      if (!drawn[key].some((element) => element.id === id)) {
        part.refuse([key, id], {
          vi: `process.bpmn không có ${what[key].vi} ${id}`,
          en: `process.bpmn has no ${what[key].en} ${id}`,
        });
      }
    }
  }
}
