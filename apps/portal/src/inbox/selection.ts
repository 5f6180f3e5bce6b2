/** Which rows of a list are chosen, and from which one a range begins. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor?: string;
}

export const nothingChosen: Selection = { chosen: new Set() };

/** One row more, or one less; ranges begin at it from now on. */
export function toggled({ chosen }: Selection, id: string): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id };
}

/** The rows between the last one that was toggled and this one, both included, beside those chosen before. */
export function extended({ chosen, anchor }: Selection, ids: readonly string[], id: string): Selection {
  const from = Math.max(0, ids.indexOf(anchor ?? id));
  const to = ids.indexOf(id);
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...chosen, ...range]), anchor: ids[from] ?? id };
}

export function allOf(ids: readonly string[]): Selection {
  return { chosen: new Set(ids) };
}
