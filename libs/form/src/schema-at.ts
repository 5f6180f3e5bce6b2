import { isRecord, pointerSteps } from './json-pointer.js';

/** What a schema says of the answer at a JSON pointer; undefined where it knows none. */
export function schemaAt(schema: unknown, pointer: string): unknown {
  let described = schema;
  for (const step of pointerSteps(pointer)) {
    const properties = isRecord(described) ? described['properties'] : undefined;
    if (!isRecord(properties) || !Object.hasOwn(properties, step)) return undefined;
    described = properties[step];
  }
  return described;
}
