import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { inCheckout } from '../checkout.js';

/** ASVS 5.0.0: its sections, how many requirements each has, and which of them are of level 3. */
const sections = `
  1.1 2 | 1.2 10 10 | 1.3 12 12 | 1.4 3 | 1.5 3 3 | 2.1 3 | 2.2 3 | 2.3 5 5 | 2.4 2 2 | 3.1 1 1 | 3.2 3 3 | 3.3 5 5 | 3.4 8 7 8 | 3.5 8 6 7 8
  | 3.6 1 1 | 3.7 5 3 4 5 | 4.1 5 4 5 | 4.2 5 2 3 4 5 | 4.3 2 | 4.4 4 | 5.1 1 | 5.2 6 4 5 6 | 5.3 3 3 | 5.4 3 | 6.1 3 | 6.2 12 | 6.3 8 5 6 7 8
  | 6.4 6 5 6 | 6.5 8 6 7 8 | 6.6 4 4 | 6.7 2 1 2 | 6.8 4 | 7.1 3 | 7.2 4 | 7.3 2 | 7.4 5 | 7.5 3 3 | 7.6 2 | 8.1 4 3 4 | 8.2 4 4 | 8.3 3 2 3
  | 8.4 2 2 | 9.1 3 | 9.2 4 | 10.1 2 | 10.2 3 3 | 10.3 5 5 | 10.4 16 12 13 14 15 16 | 10.5 5 | 10.6 2 | 10.7 3 | 11.1 4 3 4 | 11.2 5 4 5
  | 11.3 5 4 5 | 11.4 4 | 11.5 2 2 | 11.6 2 2 | 11.7 2 1 2 | 12.1 5 4 5 | 12.2 2 | 12.3 5 5 | 13.1 4 2 3 4 | 13.2 6 6 | 13.3 4 3 4 | 13.4 7 6 7
  | 14.1 2 | 14.2 8 5 6 7 8 | 14.3 3 | 15.1 5 4 5 | 15.2 5 4 5 | 15.3 7 | 15.4 4 1 2 3 4 | 16.1 1 | 16.2 5 | 16.3 4 | 16.4 3 | 16.5 4 4
  | 17.1 2 2 | 17.2 8 5 6 7 8 | 17.3 2`;

function requirements(): string[] {
  return sections.split('|').flatMap((text) => {
    const [section = '', count = '0', ...third] = text.trim().split(/\s+/);
    const numbers = Array.from({ length: Number(count) }, (_, index) => String(index + 1));
    return numbers.filter((number) => !third.includes(number)).map((number) => `${section}.${number}`);
  });
}

const pages = ['docs/operators/security.md', 'docs/operators/threats.md', 'docs/SECURITY.md'];
const read = (path: string) => readFileSync(inCheckout(path), 'utf8');

describe('the pages on security', () => {
  it('say of every requirement of ASVS 5.0, levels 1 and 2, once, whether it is met, and by what or why not', () => {
    const page = read('docs/operators/security.md');
    const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| ([12]) +\| ([^|]+)\| ([^|]+)\| ([^|]+)\|$/gm)];
    assert.deepEqual(
      rows.map(([, number]) => number),
      requirements(),
    );
    const states = ['met', 'not applicable', 'open'].map((state) =>
      rows.filter(([, , , , own]) => own?.trim() === state),
    );
    assert.equal(states.flat().length, rows.length);
    const [met = [], not = [], open = []] = states;
    const told = `Of ${rows.length} requirements ${met.length} are met, ${not.length} are not applicable and ${open.length} are open.`;
    assert.ok(page.includes(told), told);
    for (const [row, , , what, , why] of rows) assert.ok(what?.trim() && why?.trim(), row);
  });

  for (const path of pages) {
    it(`name only files that exist: ${path}`, () => {
      const named = [...read(path).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|tsx|mjs|js|json|md|conf|yaml))`/g)].map(
        ([, file]) => file ?? '',
      );
      const gone = named.filter((file) => !file.startsWith('node_modules/') && !existsSync(inCheckout(file)));
      assert.deepEqual(gone, []);
      for (const [, link = ''] of read(path).matchAll(/\]\(([\w./-]+\.md)\)/g)) {
        assert.ok(existsSync(inCheckout(`${path}/../${link}`)), link);
      }
    });

    it(`name only tests that exist: ${path}`, () => {
      for (const [, file = '', title = ''] of read(path).matchAll(/`([\w./-]+\.spec\.ts)`:\s“([^”]+)”/g)) {
        const words = title.replace(/\s+/g, ' ');
        assert.ok(read(file).includes(`it('${words}'`), `${file} has no test “${words}”`);
      }
    });
  }
});
