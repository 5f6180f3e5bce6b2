import type { ProcessDefinition, ProcessElement, UserTask } from '../process-definition.js';
import { graphOf, isBoundary } from '../process-graph.js';

/** What each element of a definition becomes in another; one that is missing becomes nothing. */
export type ElementMapping = Readonly<Record<string, string>>;

/** Why an element cannot become what was wanted of it. */
export interface MappingFault {
  readonly elementId: string;
  readonly reason: string;
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
    if (!element) return [{ elementId, reason: 'the version to move from has no such element' }];
    if (!other) return [{ elementId, reason: `the version to move to has no ${wantedId}` }];
    const reason = misfit(element, other, becomes);
    return reason === undefined ? [] : [{ elementId, reason }];
  });
  const mapping = from.elements.flatMap(({ id }) => {
    const other = becomes(id);
    return other === undefined ? [] : [[id, other] as const];
  });
  return { mapping: Object.fromEntries(mapping), faults };
}

function misfit(
  element: ProcessElement,
  other: ProcessElement,
  becomes: (id: string) => string | undefined,
): string | undefined {
  if (element.type !== other.type) return `${other.id} is a ${other.type}, not a ${element.type}`;
  if (element.within !== other.within && (element.within === undefined || becomes(element.within) !== other.within)) {
    return `${other.id} does not lie in the same sub-process`;
  }
  if (isBoundary(element) && isBoundary(other) && becomes(element.attachedTo) !== other.attachedTo) {
    return `${other.id} is not attached to what ${element.attachedTo} becomes`;
  }
  if (element.type === 'userTask' && other.type === 'userTask' && instancesOf(element) !== instancesOf(other)) {
    return `${other.id} has other instances`;
  }
  return undefined;
}

function instancesOf({ multiInstance }: UserTask): 'one' | 'sequential' | 'parallel' {
  if (!multiInstance) return 'one';
  return multiInstance.sequential ? 'sequential' : 'parallel';
}
