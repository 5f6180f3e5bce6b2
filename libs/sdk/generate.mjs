// Writes the description of the whole HTTP API, merged from those that the services wrote, and its types: src/gen/.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const services = ['identity', 'dossier', 'document', 'notification', 'reporting'];
const documents = await Promise.all(
  services.map(async (service) =>
    JSON.parse(await readFile(new URL(`../../apps/${service}/dist/openapi.json`, import.meta.url), 'utf8')),
  ),
);

const [first] = documents;
const merged = {
  ...first,
  paths: Object.assign({}, ...documents.map((document) => document.paths)),
  components: {
    ...first.components,
    schemas: mergeSchemas(documents.map((document) => document.components?.schemas ?? {})),
  },
};
await mkdir(new URL('src/gen/', import.meta.url), { recursive: true });
await writeFile(new URL('src/gen/openapi.json', import.meta.url), JSON.stringify(merged));
await writeFile(new URL('src/gen/api.ts', import.meta.url), astToString(await openapiTS(merged)));

/** Services may describe the same thing under one name, but not two things. */
function mergeSchemas(groups) {
  const schemas = {};
  for (const [name, schema] of groups.flatMap((group) => Object.entries(group))) {
    if (schemas[name] && JSON.stringify(schemas[name]) !== JSON.stringify(schema))
      throw new Error(`two services mean different things by ${name}`);
    schemas[name] = schema;
  }
  return schemas;
}
