import type { Effect } from '../effect.js';
import { run } from '../execution.js';
import { canFeed, missingAt } from '../joins.js';
import type { ProcessDefinition } from '../process-definition.js';
import { graphOf, type ProcessGraph } from '../process-graph.js';
import type { ProcessState, Token } from '../process-state.js';
import type { Reason } from '../reason.js';
import { WorkingState } from '../working-state.js';
import { carryListeners, type Listeners } from './carry-listeners.js';
import type { ElementMapping } from './plan-migration.js';
import { runBeside } from './running-beside.js';

/** Why a process cannot move: what rests on this element has no place in the target. */
export interface MigrationRefusal {
  readonly elementId: string;
  readonly reason: Reason;
}

/**
 * Moves a process to another version. What is open stays open under the same keys: each running timer fires once and when it was to
 * fire, and what has fired does not fire again. Timers and messages that only the target has begin at this moment, and those that it
 * lacks are cancelled. A process that the target could not have brought to where it is, or could not bring to an end, is refused whole.
 * @param mapping as `planMigration` gives it, without faults
 */
export function migrate(
  from: ProcessDefinition,
  to: ProcessDefinition,
  mapping: ElementMapping,
  state: ProcessState,
  at: Date,
): { state: ProcessState; effects: Effect[] } | { refused: MigrationRefusal[] } {
  const [source, target] = [graphOf(from), graphOf(to)];
  const placed = state.tokens.map((token) => place(source, target, mapping, token));
  const refused = placed.flatMap((each) => ('refusal' in each ? [each.refusal] : []));
  if (refused.length > 0) return { refused };
  const moved = placed.flatMap((each) => ('refusal' in each ? [] : [each]));

  const besides = findNotBeside(source, from, target, to, moved);
  if (besides.length > 0) return { refused: besides };

  const working = new WorkingState(
    target,
    {
      ...state,
      scopes: state.scopes.map((scope) => ({
        ...scope,
        elementId: scope.id === 0 ? to.processId : (mapping[scope.elementId] ?? scope.elementId),
      })),
      tokens: moved.map(({ now }) => now),
    },
    at,
  );
  for (const { was, now, listeners } of moved) {
    const held = carryListeners(working, source, mapping, now, listeners);
    if ('failure' in held) return { refused: [{ elementId: was.elementId, reason: held.failure }] };
    working.replace({ ...now, ...held });
  }
  const starved = findStarved(working, to);
  if (starved.length > 0) return { refused: starved };
  if (state.status !== 'running') return { state: { ...working.close(), status: state.status }, effects: [] };
  const open = new Set(state.tokens.filter(({ incident }) => incident).map(({ id }) => id));
  run(working);
  const stuck = working.tokens.filter(({ id, incident }) => incident && !open.has(id));
  if (stuck.length > 0) {
    return { refused: stuck.map(({ elementId }) => ({ elementId, reason: WOULD_HALT })) };
  }
  return { state: working.close(), effects: working.effects };
}

const WOULD_HALT: Reason = {
  vi: 'quy trình sẽ bị dừng tại đây',
  en: 'the process would come to a halt there',
};
const NOTHING_BECOMES: Reason = {
  vi: 'phiên bản mới không có phần tử nào thay thế phần tử này',
  en: 'the target has nothing that this becomes',
};
const NO_SAME_WAY: Reason = {
  vi: 'phiên bản mới không có luồng nào mà hồ sơ có thể đã đi qua để đến đây',
  en: 'the target has no way by which this could have come',
};

interface Moved {
  readonly was: Token;
  /** On the element of the target, without what listens there. */
  readonly now: Token;
  readonly listeners: Listeners;
}

function place(
  source: ProcessGraph,
  target: ProcessGraph,
  mapping: ElementMapping,
  token: Token,
): Moved | { refusal: MigrationRefusal } {
  const { flowId, timers = [], subscriptions = [], fired = [], ...rest } = token;
  const listeners = { timers, subscriptions, fired };
  const elementId = mapping[token.elementId];
  if (elementId === undefined) {
    return { refusal: { elementId: token.elementId, reason: NOTHING_BECOMES } };
  }
  if (flowId === undefined) return { was: token, now: { ...rest, elementId }, listeners };
  const flow = source.incoming(token.elementId).find(({ id }) => id === flowId);
  const ways = target.incoming(elementId);
  const same = ways.find(({ id }) => id === flowId) ?? ways.find(({ from }) => from === (flow && mapping[flow.from]));
  if (!same) {
    return { refusal: { elementId: token.elementId, reason: NO_SAME_WAY } };
  }
  return { was: token, now: { ...rest, elementId, flowId: same.id }, listeners };
}

/** Steps that ran beside one another must do so in the target, else what comes behind them would be done twice. */
function findNotBeside(
  source: ProcessGraph,
  from: ProcessDefinition,
  target: ProcessGraph,
  to: ProcessDefinition,
  moved: readonly Moved[],
): MigrationRefusal[] {
  return moved.flatMap((one, index) => {
    const alone = moved
      .slice(index + 1)
      .find(
        (other) =>
          one.was.scopeId === other.was.scopeId &&
          one.was.instance === undefined &&
          runBeside(source, from.elements, one.was, other.was) &&
          !runBeside(target, to.elements, one.now, other.now),
      );
    if (!alone) return [];
    const { elementId } = one.was;
    const reason = {
      vi: `trong phiên bản mới, phần tử này không chạy song song với ${alone.was.elementId}`,
      en: `in the target it does not run beside ${alone.was.elementId}`,
    };
    return [{ elementId, reason }];
  });
}

/** A join that would get a token by one way and none by another would hold the process up for ever. */
function findStarved(working: WorkingState, to: ProcessDefinition): MigrationRefusal[] {
  const scopes = new Map(working.tokens.map(({ scopeId }) => [scopeId, working.scope(scopeId)]));
  return [...scopes.values()].flatMap((scope) => {
    const within = scope.parentId === undefined ? undefined : scope.elementId;
    const joins = to.elements.filter((element) => element.type === 'parallelGateway' && element.within === within);
    return joins.flatMap(({ id }): MigrationRefusal[] => {
      const incoming = working.graph.incoming(id);
      const tokens = working.tokensIn(scope.id);
      const missing = missingAt(working, id, scope.id);
      const dry = missing.filter((flow) => !tokens.some((token) => canFeed(working, token, flow)));
      const [first] = dry;
      if (!first || dry.length >= incoming.length) return [];
      const reason = {
        vi: `không nhánh nào có thể đến cổng này bằng luồng ${first.id}`,
        en: `nothing could come to it by ${first.id}`,
      };
      return [{ elementId: id, reason }];
    });
  });
}
