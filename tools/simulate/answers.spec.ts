import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkAnswers } from '@motcua/form';
import { readPack } from '@motcua/pack';
import { plausibleAnswers } from './answers.js';
import { Random } from './random.js';

describe('answers that a simulation gives', async () => {
  const folder = join(import.meta.dirname, '../../../deploy/provinces/bac-lieu-ca-mau');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const;
    }),
  );
  const read = await readPack(files, (text) => createHash('sha256').update(text).digest('hex'));
  assert.ok('pack' in read);
  const { procedures, adminUnits } = read.pack;
  const communeCodes = adminUnits.since.filter((unit) => unit.parentCode).map((unit) => unit.code);

  for (const { code, name, form } of procedures) {
    it(`are valid for ${code} ${name.vi}, whoever asks`, () => {
      for (let seed = 1; seed <= 200; seed++) {
        const answers = plausibleAnswers(form, new Random(seed), { communeCodes, today: '2026-11-25' });
        assert.deepEqual(checkAnswers(form, answers), [], `seed ${seed}`);
      }
    });
  }

  it('are the same for the same seed', () => {
    const [procedure] = procedures;
    assert.ok(procedure);
    const answers = (seed: number) =>
      plausibleAnswers(procedure.form, new Random(seed), { communeCodes, today: '2026-11-25' });
    assert.deepEqual(answers(7), answers(7));
    assert.notDeepEqual(answers(7), answers(8));
  });
});
