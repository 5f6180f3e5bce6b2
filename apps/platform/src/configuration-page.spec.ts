import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { documentSettings } from '@motcua/document';
import { processSettings } from '@motcua/service-kit/service';
import { configurationPage } from './configuration-page.js';

describe('the page of the configuration', () => {
  it('says what the code says; `npm run configuration -w apps/platform` writes it', async () => {
    const page = await readFile(new URL('../../../docs/operators/configuration.md', import.meta.url), 'utf8');
    assert.equal(page, configurationPage());
  });

  it('has every setting with its variable, its meaning, its bounds and its default, and marks the secret ones', () => {
    const page = configurationPage();
    for (const name of [...Object.keys(processSettings), ...Object.keys(documentSettings)]) {
      assert.equal(page.split(`| \`${name}\` |`).length, 2, name);
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
