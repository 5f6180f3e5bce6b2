/** The element at an index that is known to exist. */
export function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`no element ${String(index)} in a list of ${String(list.length)}`);
  return item;
}

/** How many leading elements of an ascending list are at most `value`. */
export function countAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemAt(ascending, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
