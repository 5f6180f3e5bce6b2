import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.js';
import { operationsOf } from '../api.js';
import { birthThroughPortal } from '../portal-dossier.js';
import type { Scene } from '../scene.js';

const written = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  "=cmd|' /C calc'!A0",
  '\t=1+1',
  '=HYPERLINK("http://evil.example","x")',
  '"=1+1',
  '\n=1+1',
];
const arrivesWithinMs = 20_000;

/** What a spreadsheet takes for a formula, in every table that is given out as one. What comes through the national portal bears its number. */
export const formulas: Attack = {
  name: 'formulas in tables that are given out',
  impossible: ({ target }) =>
    target.nationalPortalUrl === undefined ? 'nobody hands in at its national portal' : undefined,
  async run(scene, tally) {
    const given = scene.all ? written : written.slice(0, 5);
    const portal = scene.target.nationalPortalUrl ?? '';
    const numbers = given.map((formula) => `${formula}${scene.random.whole(1, 999_999)}`);
    for (const number of numbers)
      await fetch(`${portal}/control/dossiers`, { method: 'POST', body: JSON.stringify(birthThroughPortal(number)) });
    await untilTakenIn(scene, numbers);
    const tables = operationsOf(scene.api).filter((operation) => operation.givesTable);
    if (tables.length === 0) throw new Error('no route gives a table');
    for (const { path } of tables) {
      const { text, status } = await scene.who('chutich.baclieu').as.patiently('GET', path);
      if (status !== 200) throw new Error(`${path} answers ${status}`);
      const cells = cellsOf(text.replace(/^\ufeff/, ''));
      for (const number of numbers)
        tally.count(
          `${path} with ${JSON.stringify(number)}`,
          cells.some((cell) => cell.includes(number.trim())) ? undefined : 'the row is not there',
        );
      for (const cell of cells)
        tally.count(
          `${path} cell ${JSON.stringify(cell)}`,
          /^[\s\u00a0]*[=+\-@|]/.test(cell) ? 'it is a formula' : undefined,
        );
    }
  },
};

async function untilTakenIn(scene: Scene, numbers: readonly string[]): Promise<void> {
  const leader = scene.who('chutich.baclieu').as;
  for (const end = Date.now() + arrivesWithinMs; Date.now() < end; await pause(200)) {
    const { text } = await leader.patiently('GET', '/api/dossier/v1/national-portal/report');
    if (numbers.every((number) => text.includes(number.trim().replaceAll('"', '""')))) return;
  }
}

/** The cells of a table of comma-separated values (RFC 4180), as a spreadsheet reads them. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
