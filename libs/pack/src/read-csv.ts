import type { FaultList } from './fault-list.js';

/** A row by the names of its columns, with its line. */
export interface CsvRow {
  line: number;
  cells: ReadonlyMap<string, string>;
}

/** Reads a CSV file (RFC 4180, comma, header in the first line) that must have exactly these columns. */
export function readCsv(file: string, text: string, columns: readonly string[], faults: FaultList): CsvRow[] {
  const rows: CsvRow[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines[0] !== columns.join(',')) {
    faults.add(
      file,
      { line: 1 },
      {
        vi: `dòng đầu phải là ${columns.join(',')}`,
        en: `the first line must be ${columns.join(',')}`,
      },
    );
    return rows;
  }
  for (const [index, line] of lines.entries()) {
    if (index === 0 || (line === '' && index === lines.length - 1)) continue;
    const cells = splitCells(line);
    if (cells?.length !== columns.length) {
      faults.add(
        file,
        { line: index + 1 },
        {
          vi: `dòng này phải có ${columns.length} ô`,
          en: `the line must have ${columns.length} cells`,
        },
      );
      continue;
    }
    rows.push({ line: index + 1, cells: new Map(columns.map((column, place) => [column, cells[place] ?? ''])) });
  }
  return rows;
}

function splitCells(line: string): string[] | undefined {
  const cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = cell.exec(line);
    if (!match) return undefined;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
  }
}
