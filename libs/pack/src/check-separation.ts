import type { ProcedureDefinition } from './procedure.js';
import type { Part } from './read-part.js';

/** A separation of duties names steps of the procedure, and never the step itself, which nobody could then do. */
export function checkSeparation({ value: { steps }, refuse }: Part<ProcedureDefinition>): void {
  for (const [id, { notBy = [] }] of Object.entries(steps)) {
    for (const [index, other] of notBy.entries()) {
      const place = ['steps', id, 'notBy', index];
      if (other === id)
        refuse(place, {
          vi: `bước ${id} không thể loại trừ chính người thực hiện nó`,
          en: `the step ${id} cannot exclude those who do it`,
        });
      else if (!Object.hasOwn(steps, other))
        refuse(place, { vi: `thủ tục không có bước ${other}`, en: `the procedure has no step ${other}` });
    }
  }
}
