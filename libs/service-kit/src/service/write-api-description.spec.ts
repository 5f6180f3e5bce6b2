import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { it } from 'node:test';
import { LetterController } from '../fixture/letter.controller.js';
import { tallyDatabase } from '../fixture/tally.js';
import { ServiceGround } from './service-ground.js';
import { writeApiDescription } from './write-api-description.js';

class LetterModule {}

it('the description of an API is written without a database, a broker or keys', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-openapi-'));
  const file = join(directory, 'openapi.json');
  await writeApiDescription(pathToFileURL(file), (surroundings, database) => {
    const ground = { name: 'letter', database, migrations: tallyDatabase.migrationsDir, entities: [] };
    assert.ok(new ServiceGround(ground, surroundings));
    return { module: LetterModule, controllers: [LetterController] };
  });
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, unknown> };
  rmSync(directory, { recursive: true });
  assert.ok('/api/letter/v1/letters/{id}/sealing' in paths);
});
