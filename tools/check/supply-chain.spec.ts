import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advisoryFaults, allowListFaults, readReport } from './advisories.js';
import { licenceFaults, type Component } from './licences.js';
import { checkAdvisories } from './main.js';

const part = (name: string, licence?: string): Component => ({
  name,
  version: '1.0.0',
  purl: `pkg:npm/${name}@1.0.0`,
  ...(licence !== undefined && { licenses: [{ license: { id: licence } }] }),
});

describe('what is shipped', () => {
  it('is under licences that let anybody use, change and pass it on', () => {
    const good = [
      'MIT',
      'Apache-2.0',
      'MIT AND OFL-1.1',
      '(MIT OR GPL-3.0-only)',
      '(BSD-3-Clause AND (ISC OR AGPL-3.0-only))',
    ];
    for (const licence of good) assert.deepEqual(licenceFaults([part('a', licence)], []), [], licence);
    const expression: Component = { name: 'a', version: '1.0.0', licenses: [{ expression: '(WTFPL OR MIT)' }] };
    assert.deepEqual(licenceFaults([expression], []), []);
  });

  it('is refused under any other, by name and version', () => {
    const bad = [
      'GPL-3.0-only',
      'AGPL-3.0-or-later',
      'SSPL-1.0',
      'MIT AND GPL-2.0-only',
      'GPL-2.0-only OR AGPL-3.0-only',
      'UNLICENSED',
      'MIT)',
      '(MIT',
      'MIT MIT',
      '',
    ];
    for (const licence of bad) {
      const [fault, ...more] = licenceFaults([part('b', licence)], []);
      assert.match(fault ?? '', /^b@1\.0\.0 is under /, licence);
      assert.deepEqual(more, []);
    }
    assert.deepEqual(licenceFaults([part('c')], []), ['c@1.0.0 is under no licence that it names']);
  });

  it('may be under a text that somebody has read, for that version and as long as it is shipped', () => {
    const review = { package: '@own/d', version: '1.0.0', why: 'MIT with a mark' };
    const shipped: Component = { ...part('d'), purl: 'pkg:npm/%40own/d@1.0.0' };
    assert.deepEqual(licenceFaults([shipped], [review]), []);
    assert.equal(licenceFaults([{ ...shipped, version: '1.0.1' }], [review]).length, 2);
    assert.deepEqual(licenceFaults([], [review]), ['@own/d@1.0.0 is reviewed and not shipped']);
  });
});

const id = 'GHSA-aaaa-bbbb-cccc';
const allowed = { id, why: 'reached by a parser that we do not call', until: '2026-12-31' };
const advisory = {
  name: 'e',
  title: 'Prototype pollution',
  url: `https://github.com/advisories/${id}`,
  severity: 'low',
};
const report = { vulnerabilities: { e: { via: [advisory] }, f: { via: ['e'] } } };

describe('an advisory on what is shipped', () => {
  it('fails the check whatever its severity, once, until somebody allows it', () => {
    assert.deepEqual(advisoryFaults(report, []), [`${id} (low) e: Prototype pollution`]);
    assert.deepEqual(advisoryFaults(report, [allowed]), []);
    assert.deepEqual(advisoryFaults({ vulnerabilities: {} }, [allowed]), [`${id} is allowed and no longer reported`]);
  });

  it('is allowed for a reason, until a day, and is then read again', () => {
    assert.deepEqual(allowListFaults([allowed], '2026-12-31'), []);
    assert.match(allowListFaults([allowed], '2027-01-01')[0] ?? '', /until 2026-12-31: read it again/);
    for (const wrong of [
      { ...allowed, why: 'fine' },
      { ...allowed, until: 'later' },
      { ...allowed, id: 'CVE-2026-1' },
    ]) {
      assert.equal(allowListFaults([wrong], '2026-01-01').length, 1, JSON.stringify(wrong));
    }
  });

  it('cannot be asked for everywhere: that is told, and is a fault only where it must be known', async () => {
    const refused = { ok: false, output: 'npm warn audit 405\n{ "message": "405 Method Not Allowed" }' };
    assert.equal(readReport(refused.output), undefined);
    assert.equal(readReport('no answer'), undefined);
    const ask = () => Promise.resolve(refused);
    assert.equal((await checkAdvisories(ask, {}, '2026-12-01')).ok, true);
    const required = await checkAdvisories(ask, { MOTCUA_AUDIT: 'required' }, '2026-12-01');
    assert.match(`${required.ok} ${required.output}`, /^false The registry could not be asked/);
  });

  it('is found in what npm says', async () => {
    const ask = () => Promise.resolve({ ok: false, output: `npm warn x\n${JSON.stringify(report)}` });
    const { ok, output } = await checkAdvisories(ask, {}, '2026-12-01');
    assert.deepEqual([ok, output], [false, `${id} (low) e: Prototype pollution`]);
  });
});
