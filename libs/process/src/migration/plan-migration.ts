import type { ProcessDefinition, ProcessElement, UserTask } from '../process-definition.js';
import { graphOf, isBoundary } from '../process-graph.js';
import type { Reason } from '../reason.js';

/** What each element of a definition becomes in another; one that is missing becomes nothing. */
export type ElementMapping = Readonly<Record<string, string>>;

/** Why an element cannot become what was wanted of it. */
export interface MappingFault {
  readonly elementId: string;
  readonly reason: Reason;
}

/**
 * Proposes what the elements of one version become in another: the same id, where it is the same kind of element in the same place.
 * @param wanted goes before the ids; each fault names one of its entries
 */
export function planMigration(
  from: ProcessDefinition,
  to: ProcessDefinition,
  wanted: ElementMapping = {},
): { mapping: ElementMapping; faults: MappingFault[] } {
  const [source, target] = [graphOf(from), graphOf(to)];
  const becomes = (id: string): string | undefined => {
    const element = source.element(id);
    const other = target.element(wanted[id] ?? id);
    return element && other && misfit(element, other, becomes) === undefined ? other.id : undefined;
  };
  const faults = Object.entries(wanted).flatMap(([elementId, wantedId]): MappingFault[] => {
    const [element, other] = [source.element(elementId), target.element(wantedId)];
    if (!element) {
      const reason = { vi: 'phiên bản cũ không có phần tử này', en: 'the version to move from has no such element' };
      return [{ elementId, reason }];
    }
    if (!other) {
      const reason = { vi: `phiên bản mới không có ${wantedId}`, en: `the version to move to has no ${wantedId}` };
      return [{ elementId, reason }];
    }
    const reason = misfit(element, other, becomes);
    return reason === undefined ? [] : [{ elementId, reason }];
  });
  const mapping = from.elements.flatMap(({ id }) => {
    const other = becomes(id);
    return other === undefined ? [] : [[id, other] as const];
  });
  return { mapping: Object.fromEntries(mapping), faults };
}

/** The kinds of elements as modellers with a Vietnamese surface name them; in English the name of the type says it. */
const KINDS: Readonly<Record<ProcessElement['type'], string>> = {
  startEvent: 'sự kiện bắt đầu',
  endEvent: 'sự kiện kết thúc',
  errorEndEvent: 'sự kiện kết thúc lỗi',
  terminateEndEvent: 'sự kiện kết thúc toàn bộ',
  userTask: 'tác vụ người dùng',
  serviceTask: 'tác vụ dịch vụ',
  receiveTask: 'tác vụ nhận',
  callActivity: 'hoạt động gọi',
  subProcess: 'tiến trình con',
  exclusiveGateway: 'cổng loại trừ',
  inclusiveGateway: 'cổng bao hàm',
  parallelGateway: 'cổng song song',
  timerCatchEvent: 'sự kiện chờ hẹn giờ',
  messageCatchEvent: 'sự kiện chờ thông điệp',
  timerBoundaryEvent: 'sự kiện biên hẹn giờ',
  messageBoundaryEvent: 'sự kiện biên thông điệp',
  errorBoundaryEvent: 'sự kiện biên lỗi',
};

function misfit(
  element: ProcessElement,
  other: ProcessElement,
  becomes: (id: string) => string | undefined,
): Reason | undefined {
  if (element.type !== other.type) {
    return {
      vi: `${other.id} là ${KINDS[other.type]}, không phải ${KINDS[element.type]}`,
      en: `${other.id} is a ${other.type}, not a ${element.type}`,
    };
  }
  if (element.within !== other.within && (element.within === undefined || becomes(element.within) !== other.within)) {
    return {
      vi: `${other.id} không nằm trong cùng tiến trình con`,
      en: `${other.id} does not lie in the same sub-process`,
    };
  }
  if (isBoundary(element) && isBoundary(other) && becomes(element.attachedTo) !== other.attachedTo) {
    return {
      vi: `${other.id} không gắn vào phần tử thay thế ${element.attachedTo}`,
      en: `${other.id} is not attached to what ${element.attachedTo} becomes`,
    };
  }
  if (element.type === 'userTask' && other.type === 'userTask' && instancesOf(element) !== instancesOf(other)) {
    return {
      vi: `${other.id} được thực hiện theo số lần hoặc thứ tự khác`,
      en: `${other.id} has other instances`,
    };
  }
  return undefined;
}

function instancesOf({ multiInstance }: UserTask): 'one' | 'sequential' | 'parallel' {
  if (!multiInstance) return 'one';
  return multiInstance.sequential ? 'sequential' : 'parallel';
}
