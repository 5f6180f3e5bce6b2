import type { Step } from '@motcua/pack';
import { migrate, planMigration, type ElementMapping, type MigrationRefusal, type ProcessState } from '@motcua/process';
import { progressBy, type Progress, type ProgressContext } from '../process/progress.js';
import type { ProcedureVersion } from '../rules/rules.js';

/** What moving a dossier to another version comes to. */
export type Move =
  { readonly progress: Progress; readonly mapping: ElementMapping } | { readonly refused: readonly MigrationRefusal[] };

const KINDS: Readonly<Record<Step['kind'], string>> = {
  receive: 'tiếp nhận',
  examine: 'thẩm định',
  consult: 'lấy ý kiến',
  decide: 'quyết định',
  approve: 'phê duyệt',
  deliver: 'trả kết quả',
};

/**
 * Moves a dossier's process, or says why it stays. Beside what the process itself asks for, an open step must mean the same to the office:
 * who has a step to sign does not find one to examine.
 * @param context of the dossier under the version to move to
 */
export function decideMove(
  from: ProcedureVersion,
  context: ProgressContext,
  wanted: ElementMapping,
  state: ProcessState,
  at: Date,
): Move {
  const { procedure: to } = context;
  const { mapping, faults } = planMigration(from.process, to.process, wanted);
  if (faults.length > 0) return { refused: faults };
  const changed = state.tokens.flatMap(({ elementId }): MigrationRefusal[] => {
    const [was, becomes] = [from.definition.steps[elementId], to.definition.steps[mapping[elementId] ?? '']];
    if (!was || !becomes || was.kind === becomes.kind) return [];
    const reason = {
      vi: `trong phiên bản mới, bước này là “${KINDS[becomes.kind]}”, không phải “${KINDS[was.kind]}”`,
      en: `the step is to ${becomes.kind} in the target, not to ${was.kind}`,
    };
    return [{ elementId, reason }];
  });
  if (changed.length > 0) return { refused: changed };
  const result = migrate(from.process, to.process, mapping, state, at);
  if ('refused' in result) return result;
  return { mapping, progress: progressBy(context, result, at) };
}
