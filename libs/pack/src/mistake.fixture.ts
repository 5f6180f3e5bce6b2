import assert from 'node:assert/strict';
import { it } from 'node:test';
import { faultsOf, sampleFiles } from './sample-province.fixture.js';

/** What was done: in which file which text became which, where the fault must be (a text of the changed file), and why. */
type Mistake = [what: string, file: string, from: string, to: string, at: string | RegExp, reason: RegExp];

const shipped = sampleFiles();

/** The province names it beside the rules of personal data. */
const questions = 'procedures/9.000001-giai-trinh-viec-xem-du-lieu/';
const births = 'procedures/1.001193-dang-ky-khai-sinh/';
const newborns = 'procedures/2.002621-lien-thong-khai-sinh-thuong-tru-bhyt/';
const partsOfNewborns = 'procedures/LT.2002621.';

/**
 * The shipped province, of its procedures only birth registration, the one that the province names, that of the file and those that it calls, so that a test
 * need not read them all.
 */
export function filesAround(file: string): Map<string, string> {
  const own = file.slice(0, file.lastIndexOf('/') + 1);
  const kept = [births, questions, own, ...(own === newborns ? [partsOfNewborns] : [])];
  return new Map(
    [...shipped].filter(
      ([path]) => !path.startsWith('procedures/') || kept.some((folder) => folder !== '' && path.startsWith(folder)),
    ),
  );
}

/** The same with one text of the file replaced. */
export function filesWith(file: string, from: string, to: string): Map<string, string> {
  const text = shipped.get(file) ?? '';
  assert.ok(text.includes(from), `${file} has no ${from}`);
  return filesAround(file).set(file, text.replace(from, to));
}

export function lineOf(text: string, marker: string | RegExp): number {
  const at = typeof marker === 'string' ? text.indexOf(marker) : text.search(marker);
  assert.ok(at >= 0, `no ${String(marker)}`);
  return text.slice(0, at).split('\n').length;
}

/** A test for each mistake: it is the one fault that is found, in its file, on its line. */
export function itIsRefusedFor(mistakes: Mistake[]): void {
  for (const [what, file, from, to, at, reason] of mistakes) {
    it(`is refused for ${what}`, async () => {
      const files = filesWith(file, from, to);
      const faults = await faultsOf(files);
      assert.equal(faults.length, 1, JSON.stringify(faults, null, 2));
      const [fault] = faults;
      assert.equal(fault?.file, file);
      assert.equal(fault?.line, lineOf(files.get(file) ?? '', at), fault?.reason.en);
      assert.match(fault?.reason.en ?? '', reason);
      assert.ok(fault?.reason.vi && fault.reason.vi !== fault.reason.en, fault?.reason.vi);
    });
  }
}
