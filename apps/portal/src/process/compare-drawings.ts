import type { ElementMark } from './process-diagram.js';

type Marks = { elementId: string; mark: ElementMark }[];

/** What makes an element of a drawing, but for where it lies on the paper: its own attributes and all that it holds. */
function elementsOf(xml: string): Map<string, string> {
  const drawing = new DOMParser().parseFromString(xml, 'text/xml');
  const elements = new Map<string, string>();
  for (const process of drawing.getElementsByTagNameNS('*', 'process')) {
    for (const element of process.getElementsByTagName('*')) {
      if (element.id) elements.set(element.id, element.outerHTML.replace(/\s+/g, ' '));
    }
  }
  return elements;
}

/**
 * How two drawings of a process differ, from the side of each: what the other does not have (`added`), and what it has otherwise
 * (`changed`). Elements are the same when their ids are.
 */
export function compareDrawings(left: string, right: string): { left: Marks; right: Marks } {
  const [here, there] = [elementsOf(left), elementsOf(right)];
  const marks = (own: Map<string, string>, other: Map<string, string>): Marks =>
    [...own].flatMap(([elementId, content]) => {
      const opposite = other.get(elementId);
      if (opposite === content) return [];
      return [{ elementId, mark: opposite === undefined ? ('added' as const) : ('changed' as const) }];
    });
  return { left: marks(here, there), right: marks(there, here) };
}
