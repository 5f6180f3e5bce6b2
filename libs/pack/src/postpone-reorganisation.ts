import { parseDocument, isMap, isScalar, isSeq, type Document, type YAMLMap } from 'yaml';

/**
 * The files of a province with a reorganisation on another day: its own day and the first and last days of the agencies that it ends and begins.
 * Whatever else stands in the files stays as it is. Undefined where the province has no such reorganisation.
 */
export function postponeReorganisation(
  files: ReadonlyMap<string, string>,
  code: string,
  transfers: readonly { readonly from: string; readonly to: string }[],
  day: string,
): ReadonlyMap<string, string> | undefined {
  const plans = parseDocument(files.get('reorganisations.yaml') ?? '');
  const plan = entriesOf(plans, 'reorganisations').find((entry) => entry.get('code') === code);
  const former = plan && textOf(plan, 'day');
  if (!plan || former === undefined) return undefined;
  plan.set('day', day);

  const agencies = parseDocument(files.get('agencies.yaml') ?? '');
  const [ending, beginning] = [new Set(transfers.map(({ from }) => from)), new Set(transfers.map(({ to }) => to))];
  for (const agency of entriesOf(agencies, 'agencies')) {
    const name = textOf(agency, 'code') ?? '';
    if (ending.has(name) && textOf(agency, 'validTo') === former) agency.set('validTo', day);
    if (beginning.has(name) && textOf(agency, 'validFrom') === former) agency.set('validFrom', day);
    const successors = agency.get('successors');
    if (!ending.has(name) || !isSeq(successors)) continue;
    for (const successor of successors.items) {
      if (isMap(successor) && textOf(successor, 'from') === former && beginning.has(textOf(successor, 'code') ?? ''))
        successor.set('from', day);
    }
  }
  return new Map([...files, ['reorganisations.yaml', write(plans)], ['agencies.yaml', write(agencies)]]);
}

function entriesOf(document: Document, key: string): YAMLMap[] {
  const list = document.get(key);
  return isSeq(list) ? list.items.filter(isMap) : [];
}

function textOf(map: YAMLMap, key: string): string | undefined {
  const value = map.get(key, true);
  return isScalar(value) ? String(value.value) : undefined;
}

function write(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
