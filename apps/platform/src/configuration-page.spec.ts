import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { documentSettings } from '@motcua/document';
import { dossierSettings } from '@motcua/dossier';
import { processSettings } from '@motcua/service-kit/service';
import { configurationPage } from './configuration-page.js';

describe('the page of the configuration', () => {
  it('says what the code says; `npm run configuration -w apps/platform` writes it', async () => {
    const page = await readFile(new URL('../../../docs/operators/configuration.md', import.meta.url), 'utf8');
    assert.equal(page, configurationPage());
  });

  it('has every setting with its variable, its meaning, its bounds and its default, and marks the secret ones', () => {
    const page = configurationPage();
    const readers = [processSettings, documentSettings, dossierSettings].map((settings) => Object.keys(settings));
    for (const name of new Set(readers.flat())) {
      const times = readers.filter((names) => names.includes(name)).length;
      assert.equal(page.split(`| \`${name}\` |`).length - 1, times, name);
    }
    assert.match(
      page,
      /\| `databasePoolSize` \| `MOTCUA_DATABASE_POOL_SIZE` \| Connections to PostgreSQL \| 2 to 100 \| `10` \|/,
    );
    assert.match(page, /\| `databasePassword` \|.*\(\*\*secret\*\*\).*\| none \|/);
    assert.match(page, /\| `keysFile` \|.*\| \*\*must be set\*\* \|/);
    assert.match(page, /\| `logLevel` \|.*\| `debug`, `info`, `warn`, `error` \| `info` \|/);
  });
});
