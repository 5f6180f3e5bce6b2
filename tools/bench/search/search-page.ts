import type { Reading } from './readers.js';

export interface Measured extends Omit<Reading, 'read'> {
  readonly size: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface Explained extends Omit<Reading, 'read'> {
  readonly text: string;
  readonly plan: readonly string[];
}

export interface WriteCost {
  readonly relations: readonly { readonly name: string; readonly bytes: number }[];
  /** Milliseconds that a new dossier with its open step takes, many in one statement. */
  readonly withTriggers: number;
  readonly without: number;
}

interface Content {
  readonly measured: readonly Measured[];
  readonly explained: readonly Explained[];
  readonly cost: WriteCost;
  readonly sizes: readonly number[];
  readonly samples: number;
}

/** The page for operators: what lists cost at size, and why. */
export function searchPage({ measured, explained, cost, sizes, samples }: Content): string {
  return `# Lists at size

Written by \`npm run bench -- search\`; run it again on your own machine. Measured on two cores, 24 GiB, with the platform in one process and
its embedded PostgreSQL at default settings; whatever else the machine did is in the figures. Each figure is of ${samples} readings one after
another, from the call of the use case to the answer, with the rows made ready to be shown: 20 to a page.

The seeded province has its own agencies, of very unequal size: the biggest decides more than a third of all dossiers, the smallest ten. Nine
dossiers in ten have ended. *Deep* is a page far behind the first.

## How it works

Triggers keep, in the transaction that changes a dossier or a task, a row for each agency that a dossier concerns (\`dossier_agency\`) and for
each position that may take an open task (\`task_candidate\`). So a list is never behind its own write. Both have an index for each order and
filter that the pages offer, and a page is read along them from where the page before ended: the first entries of every agency's list
are compared, and only those lists are read on that can be on the page. The cost goes with the length of the page and the number of the
reader's agencies, not with the number of dossiers.

What is in process is listed by its due date, everything else by the date of filing, the latest first. The counts of the inbox stop
at 100. Names are sealed: a dossier is found by its code or its tracking number.

## p50 and p95, in milliseconds

| list | reader | filter | page | ${sizes.map((size) => `${size.toLocaleString('en')}`).join(' | ')} |
| --- | --- | --- | --- | ${sizes.map(() => '---').join(' | ')} |
${rowsOf(measured, sizes).join('\n')}

## What it costs to write

| table or index | MB |
| --- | --- |
${cost.relations.map(({ name, bytes }) => `| ${name} | ${(bytes / 1_000_000).toFixed(0)} |`).join('\n')}

A new dossier with its open step, many in one statement: ${cost.withTriggers.toFixed(2)} ms with the triggers, ${cost.without.toFixed(2)} ms
without. The first migration fills both tables and keeps writers waiting meanwhile.

## The plans, at ${sizes.at(-1)?.toLocaleString('en')} dossiers

One for each statement: the first page, of a big agency where there is one. Index conditions are trimmed.

${plansOf(explained).join('\n')}
`;
}

function rowsOf(measured: readonly Measured[], sizes: readonly number[]): string[] {
  const first = measured.filter(({ size }) => size === sizes[0]);
  return first.map(({ list, reader, filter, place }) => {
    const figures = sizes.map((size) => {
      const found = measured.find(
        (each) =>
          each.size === size &&
          each.list === list &&
          each.reader === reader &&
          each.filter === filter &&
          each.place === place,
      );
      return found ? `${found.p50Ms.toFixed(1)} / ${found.p95Ms.toFixed(1)}` : '';
    });
    return `| ${list} | ${reader} | ${filter} | ${place} | ${figures.join(' | ')} |`;
  });
}

const longestLine = 150;

function plansOf(explained: readonly Explained[]): string[] {
  const shown = new Set<string>();
  return explained.flatMap(({ list, reader, filter, text, plan }) => {
    if (shown.has(text)) return [];
    shown.add(text);
    const lines = plan
      .filter(
        (line) =>
          !/^\s*(Storage|Index Searches|Planning:|Heap Blocks)/.test(line) &&
          !/^ {2}Buffers: shared hit=\d+$/.test(line),
      )
      .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
    return [`### ${list}, ${reader}: ${filter}`, '', '```', ...lines, '```', ''];
  });
}
