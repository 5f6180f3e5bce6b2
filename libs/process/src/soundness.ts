import { faultOf } from './element-faults.js';
import type { ProcessDefinition, ProcessElement } from './process-definition.js';
import { closure, graphOf, isBoundary } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import type { Reason } from './reason.js';
import type { Fault } from './read-definition.js';

const FROM_NOWHERE: Reason = {
  vi: 'luồng không xuất phát từ phần tử nào của quy trình',
  en: 'the flow comes from no element of the process',
};
const TO_NOWHERE: Reason = {
  vi: 'luồng không dẫn đến phần tử nào của quy trình',
  en: 'the flow leads to no element of the process',
};
const UNREACHABLE: Reason = {
  vi: 'không thể đi tới phần tử này từ sự kiện bắt đầu',
  en: 'it cannot be reached from the start event',
};
const NO_WAY_ON: Reason = { vi: 'phần tử này không có luồng đi ra', en: 'it has no outgoing flow' };
const NO_WAY_OUT: Reason = {
  vi: 'từ phần tử này không có đường nào đến sự kiện kết thúc',
  en: 'no way leads from it to an end event',
};
const ENDLESS: Reason = {
  vi: 'phần tử này nằm trên một vòng lặp không có tác vụ, dịch vụ hay bộ hẹn giờ nào',
  en: 'it lies on a loop without a task, service or timer',
};

/** What is wrong with the way through the process; says something sensible only of a process read whole. */
export function faultsOfWays(definition: ProcessDefinition): Fault[] {
  const graph = graphOf(definition);
  const dangling = definition.flows.flatMap((flow) =>
    [...(graph.element(flow.from) ? [] : [FROM_NOWHERE]), ...(graph.element(flow.to) ? [] : [TO_NOWHERE])].map(
      faultOf(flow.id),
    ),
  );
  return [
    ...dangling,
    ...faultsOfStarts(definition),
    ...faultsOfReach(definition, graph),
    ...faultsOfLoops(definition, graph),
  ];
}

export function isEnd({ type }: ProcessElement): boolean {
  return type === 'endEvent' || type === 'errorEndEvent' || type === 'terminateEndEvent';
}

function faultsOfStarts({ processId, elements }: ProcessDefinition): Fault[] {
  const starts = elements.filter(({ type }) => type === 'startEvent');
  const subProcesses = elements.filter(({ type }) => type === 'subProcess');
  const holders = [
    { id: processId, within: undefined, what: { vi: 'quy trình', en: 'the process' } },
    ...subProcesses.map(({ id }) => ({ id, within: id, what: { vi: 'tiến trình con', en: 'the sub-process' } })),
  ];
  return holders.flatMap(({ id, within, what }) => {
    const [first, ...more] = starts.filter((start) => start.within === within);
    if (!first) {
      return [faultOf(id)({ vi: `${what.vi} không có sự kiện bắt đầu`, en: `${what.en} has no start event` })];
    }
    return more.map((start) =>
      faultOf(start.id)({
        vi: `${what.vi} có nhiều hơn một sự kiện bắt đầu`,
        en: `${what.en} has more than one start event`,
      }),
    );
  });
}

function faultsOfReach({ elements }: ProcessDefinition, graph: ProcessGraph): Fault[] {
  const starts = elements.filter(({ type }) => type === 'startEvent');
  // Where a start event is missing nothing is reachable, and that is said once.
  const begun = new Set(starts.map(({ within }) => within));
  const reached = closure(
    starts.filter(({ within }) => within === undefined).map(({ id }) => id),
    (id) => {
      const inner = graph.element(id)?.type === 'subProcess' ? graph.start(id) : undefined;
      return [...graph.next(id), ...(inner ? [inner.id] : [])];
    },
  );
  const ending = closure(
    elements.filter(isEnd).map(({ id }) => id),
    (id) => {
      const element = graph.element(id);
      return [
        ...graph.incoming(id).map((flow) => flow.from),
        ...(element && isBoundary(element) && element.interrupting ? [element.attachedTo] : []),
      ];
    },
  );
  return elements.flatMap((element) => {
    const stops = !isEnd(element) && graph.outgoing(element.id).length === 0;
    const isInReachedHolder = element.within === undefined || reached.has(element.within);
    const isLost = begun.has(element.within) && isInReachedHolder && !reached.has(element.id);
    return [
      ...(isLost ? [UNREACHABLE] : []),
      ...(stops ? [NO_WAY_ON] : ending.has(element.id) ? [] : [NO_WAY_OUT]),
    ].map(faultOf(element.id));
  });
}

/** A loop that no task, service or timer interrupts would run for ever, or not at all. */
function faultsOfLoops({ elements }: ProcessDefinition, graph: ProcessGraph): Fault[] {
  const onLoop = new Set(withoutWait(elements, graph));
  // What none of the rest leads to, or leads to none of the rest, lies on no loop of the rest.
  for (let before = -1; before !== onLoop.size;) {
    before = onLoop.size;
    for (const id of onLoop) {
      const entered = graph.incoming(id).some((flow) => onLoop.has(flow.from));
      const left = graph.outgoing(id).some((flow) => onLoop.has(flow.to));
      if (!entered || !left) onLoop.delete(id);
    }
  }
  return [...onLoop].map((id) => ({ elementId: id, reason: ENDLESS }));
}

/** The gateways, and the sub-processes that a token can pass without a wait. */
function withoutWait(elements: readonly ProcessElement[], graph: ProcessGraph): Set<string> {
  const passed = new Set(elements.filter(({ type }) => type.endsWith('Gateway')).map(({ id }) => id));
  // Inner sub-processes stand after outer ones, and have to be known first.
  for (const { id, type } of elements.toReversed()) {
    const start = type === 'subProcess' ? graph.start(id) : undefined;
    if (!start) continue;
    const met = closure([start.id], (at) => (at === start.id || passed.has(at) ? graph.next(at) : []));
    if ([...met].map((at) => graph.element(at)).some((element) => element && isEnd(element))) passed.add(id);
  }
  return passed;
}
