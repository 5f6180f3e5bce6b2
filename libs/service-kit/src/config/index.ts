import { z } from 'zod';

/** One configuration value: its shape, and what an operator reads about it. `secret` values are never printed. */
export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly description: string;
  readonly secret?: boolean;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ConfigOf<S extends Settings> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };

/** Declares a value; the type of the configuration follows. */
export function setting<T>(schema: z.ZodType<T>, description: string, options: { secret?: boolean } = {}): Setting<T> {
  return { schema, description, ...options };
}

/** Every fault of a configuration at once: a bad start names them all. */
export class ConfigurationInvalid extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Configuration is not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigurationInvalid';
  }
}

/** A configuration that can be read and must not meet people; every fault says what mends it. */
export class UnfitForProduction extends ConfigurationInvalid {
  constructor(faults: readonly string[]) {
    super(faults);
    this.name = 'UnfitForProduction';
    this.message = `This is not fit for production:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nTo try the platform out, without data of real people, set MOTCUA_MODE=trial.`;
  }
}

/** `databasePoolSize` is read from `MOTCUA_DATABASE_POOL_SIZE`. */
export function variableName(key: string): string {
  return `MOTCUA_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * Reads a configuration once, from the environment and then from what the composition gives.
 * @throws ConfigurationInvalid with every fault
 */
export function readConfig<S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
  given: Partial<ConfigOf<S>> = {},
): ConfigOf<S> {
  const faults: string[] = [];
  const entries = Object.entries(settings).map(([key, { schema, description }]) => {
    const raw: unknown = environment[variableName(key)] ?? given[key];
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      faults.push(
        `${variableName(key)} (${description}): ${parsed.error.issues.map((issue) => issue.message).join('; ')}`,
      );
    }
    return [key, parsed.data];
  });
  if (faults.length > 0) throw new ConfigurationInvalid(faults);
  return Object.fromEntries(entries) as ConfigOf<S>;
}

/** What a setting may be, in a few words for operators; empty where its description says it. */
export function valuesOf({ schema }: Setting<unknown>): string {
  const {
    enum: words,
    type,
    minimum,
    maximum,
    exclusiveMinimum,
  } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  if (words) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (type !== 'integer' && type !== 'number') return '';
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`);
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (least === undefined) return isBounded ? `up to ${maximum}` : '';
  return isBounded ? `${least} to ${maximum}` : `${least} or more`;
}

/** What a setting is when nothing is given; undefined for one that must be given. */
export function defaultOf({ schema }: Setting<unknown>): { readonly value: unknown } | undefined {
  const { success, data } = schema.safeParse(undefined);
  return success ? { value: data } : undefined;
}

export { secretFault } from './secret-fault.js';
