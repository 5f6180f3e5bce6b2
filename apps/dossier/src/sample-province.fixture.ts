import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { partFor, readPack, type Pack } from '@motcua/pack';
import { onceInARun } from '@motcua/testing';
import { Rules, type ProcedureVersion } from './rules/rules.js';

const root = join(import.meta.dirname, '../../../deploy/provinces/bac-lieu-ca-mau');

/** The sample province as it is shipped. */
export function samplePack(): Promise<Pack> {
  return onceInARun('sample-pack.json', readSamplePack);
}

async function readSamplePack(): Promise<Pack> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(paths.map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
  const read = await readPack(files, (text) => createHash('sha256').update(text).digest('hex'));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.pack;
}

/** The sample province as this service applies it. */
export async function sampleRules(): Promise<Rules> {
  return Rules.prepare(partFor(await samplePack(), 'dossier'));
}

/** The version of a procedure of the sample province that is in force. */
export function procedureOf(rules: Rules, code: string): ProcedureVersion {
  return rules.getProcedure(code, 1);
}
