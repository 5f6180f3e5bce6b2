import type { Agency } from './agency.js';
import type { Procedure } from './procedure.js';
import type { Province } from './province.js';
import type { Part } from './read-part.js';

/** Holds the procedure by which people ask who looked at their data against those that there are. What could not be read is not checked against. */
export function checkQuestions(
  { value: { personalData = [] }, refuse }: Part<Province>,
  procedures: readonly Procedure[],
  agencies: readonly Agency[] | undefined,
): void {
  for (const [index, { value }] of personalData.entries()) {
    const { questions } = value;
    if (!questions) continue;
    const path = ['personalData', index, 'value', 'questions'];
    const procedure = procedures.find(({ code }) => code === questions.procedure);
    if (!procedure?.ways.includes('online')) {
      refuse([...path, 'procedure'], {
        vi: `thủ tục ${questions.procedure} không có, hoặc không nhận trực tuyến`,
        en: `the procedure ${questions.procedure} is not there, or is not handed in online`,
      });
    }
    if (agencies && !agencies.some(({ code }) => code === questions.agency)) {
      refuse([...path, 'agency'], {
        vi: `không có cơ quan ${questions.agency}`,
        en: `there is no agency ${questions.agency}`,
      });
    }
  }
}
