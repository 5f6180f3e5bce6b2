import { writeFile } from 'node:fs/promises';
import { configurationPage } from './configuration-page.js';

await writeFile(new URL('../../../docs/operators/configuration.md', import.meta.url), configurationPage());
