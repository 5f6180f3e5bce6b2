import { randomUUID } from 'node:crypto';

/** The part of JSON Schema that the platform's description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

interface DescribedOperation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** What `/api/openapi.json` says. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** One route, with all that is needed to write a request that it takes. */
export interface Operation {
  readonly method: string;
  /** `/api/dossier/v1/dossiers/{id}` */
  readonly path: string;
  readonly query: readonly Parameter[];
  /** The schema of its JSON body. */
  readonly body: Schema | undefined;
  /** Whether it answers with a table for spreadsheets. */
  readonly givesTable: boolean;
}

export function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

export function operationsOf(api: ApiDescription): Operation[] {
  return Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody, responses = {} }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query'),
      body: requestBody?.content['application/json']?.schema,
      givesTable: Object.values(responses).some(({ content = {} }) =>
        Object.keys(content).some((type) => /csv|spreadsheet/.test(type)),
      ),
    })),
  );
}

/** The names of a path's parameters, each with the collection that it stands in: `dossiers` for `/dossiers/{id}`. */
export function placesOf(path: string): { readonly name: string; readonly collection: string }[] {
  return [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].map(([, collection = '', name = '']) => ({ name, collection }));
}

/**
 * A value that a schema takes, with nothing but what it asks for.
 * @param given what a property of this name shall be, wherever it stands
 */
export function sampleOf(schema: Schema, api: ApiDescription, given: (name: string) => unknown, name = ''): unknown {
  const chosen = name === '' ? undefined : given(name);
  if (chosen !== undefined) return chosen;
  const resolved = resolve(schema, api);
  if (resolved.const !== undefined) return resolved.const;
  if (resolved.enum) return resolved.enum[0];
  const [alternative] = resolved.anyOf ?? resolved.oneOf ?? resolved.allOf ?? [];
  if (alternative) return sampleOf(alternative, api, given, name);
  switch (typeof resolved.type === 'string' ? resolved.type : resolved.type?.[0]) {
    case 'object':
      return Object.fromEntries(
        (resolved.required ?? []).map((key) => [key, sampleOf(resolved.properties?.[key] ?? {}, api, given, key)]),
      );
    case 'array': {
      const { items = {}, minItems = 0 } = resolved;
      return Array.from({ length: Math.max(minItems, 1) }, () => sampleOf(items, api, given, `${name}[]`));
    }
    case 'integer':
    case 'number':
      return Math.max(resolved.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return textFor(resolved);
  }
}

function textFor({ format, pattern }: Schema): string {
  if (format === 'uuid') return randomUUID();
  if (format === 'date') return '2026-01-05';
  if (format === 'date-time') return '2026-01-05T01:00:00Z';
  if (format === 'email') return 'a@example.vn';
  if (pattern === '^\\d{12}$') return '095190000017';
  if (pattern === '^0\\d{9}$') return '0912000001';
  return 'thử xem';
}

export function resolve(schema: Schema, api: ApiDescription): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : resolve(api.components.schemas[name] ?? {}, api);
}

/** Every place of a value where a text stands, as the keys that lead to it. */
export function textsIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...at, key]));
}

/** The value with another one at a place. */
export function changedAt(value: unknown, at: readonly string[], change: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return change;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? changedAt(item, rest, change) : item));
  const fields = typeof value === 'object' && value !== null ? value : {};
  return { ...fields, [key]: changedAt(Reflect.get(fields, key), rest, change) };
}
