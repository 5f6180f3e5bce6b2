/** An element of a drawing as people know it. */
interface DrawnElement {
  elementId: string;
  name: string;
}

/** An element that a newer drawing does not have, and what it could become there. */
export interface Choice extends DrawnElement {
  options: readonly DrawnElement[];
}

/** For those of some elements that the target does not have: its elements of the same kind. */
export function choicesFor(elementIds: readonly string[], fromXml: string, toXml: string): Choice[] {
  const [from, to] = [drawnElements(fromXml), drawnElements(toXml)];
  return elementIds.flatMap((elementId) => {
    const element = from.get(elementId);
    if (!element || to.has(elementId)) return [];
    const options = [...to.values()].filter(({ kind }) => kind === element.kind);
    return options.length === 0 ? [] : [{ elementId, name: element.name, options }];
  });
}

function drawnElements(xml: string): Map<string, DrawnElement & { kind: string }> {
  const drawing = new DOMParser().parseFromString(xml, 'text/xml');
  const elements = new Map<string, DrawnElement & { kind: string }>();
  for (const process of drawing.getElementsByTagNameNS('*', 'process')) {
    for (const element of process.getElementsByTagName('*')) {
      const { id, localName: kind } = element;
      if (id) elements.set(id, { elementId: id, kind, name: element.getAttribute('name') ?? id });
    }
  }
  return elements;
}
