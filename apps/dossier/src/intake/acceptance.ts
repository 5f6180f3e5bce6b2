import { inForce, timeLimitFor } from '@motcua/pack';
import { civilDateAt, due, startClock, type ClockLedger } from '@motcua/working-time';
import { assessFees, type FrozenFee } from '../fee/frozen-fee.js';
import type { ProcessState } from '@motcua/process';
import { RulesUnusable, stepOf } from '../rules/rules.js';
import { progress, type Progress, type ProgressContext } from '../process/progress.js';

/** What accepting a dossier gives it: clock, promised date, fees, next tasks, and the statement that allots its code. */
export interface Acceptance {
  /** Nobody, where the platform itself opens another agency's part. */
  readonly acceptedBy: string | undefined;
  readonly clock: ClockLedger;
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly fees: readonly FrozenFee[];
  readonly progress: Progress;
  readonly code: CodeAllotment;
}

/** CTEs that advance the counter of (agency, day) and give the code as `allotted.value`. */
export interface CodeAllotment {
  readonly values: readonly unknown[];
  /** @param offset how many values stand before these */
  ctes(offset: number): string;
}

/**
 * Starts the clock of a dossier: acceptance counts, not submission.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17
 */
export function acceptDossier(
  context: Omit<ProgressContext, 'dueAt'>,
  state: ProcessState,
  receiveTaskKey: string,
  answers: unknown,
  acceptedBy: string | undefined,
  at: Date,
): Acceptance {
  const { definition, calendar } = context.procedure;
  const limit = timeLimitFor(definition, answers);
  const { dueAt, provisional } = due(calendar, at, limit);
  return {
    acceptedBy,
    clock: startClock(calendar, at, limit),
    dueAt,
    provisional,
    fees: assessFees(definition, answers, at),
    progress: progress({ ...context, dueAt }, state, { type: 'completeTask', taskKey: receiveTaskKey, at }),
    code: allotCode(context, at),
  };
}

/** The key of the task that receives the dossier, with which every process begins. */
export function receiveTaskKeyOf(context: ProgressContext, started: Progress): string {
  const receive = started.newTasks.find(
    (task) => stepOf(context.procedure.definition, task.element_id).kind === 'receive',
  );
  if (!receive)
    throw new RulesUnusable({
      vi: `${context.procedure.definition.code}: quy trình không bắt đầu bằng tác vụ tiếp nhận`,
      en: `${context.procedure.definition.code}: the process does not begin with a task that receives`,
    });
  return receive.task_key;
}

/** The code names the agency that decides, and is unique for it and the day; past 9999 the number grows longer. */
function allotCode(
  { rules, competentAgencyCode }: Pick<ProgressContext, 'rules' | 'competentAgencyCode'>,
  at: Date,
): CodeAllotment {
  const day = civilDateAt(at);
  const template = inForce(rules.province.codeTemplate, day)?.value;
  const agency = rules.findAgency(competentAgencyCode, at);
  const [, before = '', digits, after = ''] = /^(.*)\{sequence:(\d)\}(.*)$/.exec(template ?? '') ?? [];
  if (!digits || !agency) {
    throw new RulesUnusable({
      vi: 'hôm nay tỉnh không có mẫu mã hồ sơ nào đang áp dụng',
      en: 'the province has no template for dossier codes today',
    });
  }
  const fill = (text: string) =>
    text.replaceAll('{agencyEid}', agency.eid).replaceAll('{YYMMDD}', day.slice(2).replaceAll('-', ''));
  return {
    values: [competentAgencyCode, day, fill(before), Number(digits), fill(after)],
    ctes: (offset) => {
      const p = (index: number) => `$${offset + index}`;
      return `counted as (
        insert into code_counter (agency_code, day, last) values (${p(1)}, ${p(2)}::date, 1)
        on conflict (agency_code, day) do update set last = code_counter.last + 1 returning last),
      allotted as (
        select ${p(3)}::text || lpad(last::text, greatest(${p(4)}::integer, length(last::text)), '0') || ${p(5)}::text as value from counted)`;
    },
  };
}
