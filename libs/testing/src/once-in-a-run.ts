import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runVariable } from './test-postgres.js';

/**
 * A value that JSON can hold, made by the first spec of a test run that asks for it and read by all others. A spec that runs alone makes
 * its own.
 * @param name of a file
 */
export async function onceInARun<T>(name: string, make: () => Promise<T>): Promise<T> {
  const dataDir = process.env[runVariable];
  if (dataDir === undefined) return make();
  const path = join(dataDir, 'made-once', name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  const made = await make();
  mkdirSync(join(dataDir, 'made-once'), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(made));
  renameSync(draft, path);
  return made;
}
