import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObject } from './parse-object.js';
import { errnoOf, StartFault } from './start-fault.js';
import { writeWholeFile } from './write-whole-file.js';

/**
 * The password kept for a database role in the data directory's `secrets.json`, made on first asking. Synchronous, so
 * that two askers in one process cannot overwrite each other's.
 */
export function passwordFor(dataDir: string, role: string): string {
  const path = join(dataDir, 'secrets.json');
  const passwords = readPasswords(path);
  const kept = passwords.get(role);
  if (kept !== undefined) return kept;
  const fresh = randomBytes(24).toString('base64url');
  passwords.set(role, fresh);
  writeWholeFile(path, `${JSON.stringify(Object.fromEntries(passwords), null, 2)}\n`);
  return fresh;
}

function readPasswords(path: string): Map<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return new Map();
    throw error;
  }
  const passwords = new Map<string, string>();
  for (const [role, password] of Object.entries(parseObject(text) ?? { '': undefined })) {
    if (typeof password !== 'string') throw new StartFault('dataDamaged', `The file ${path} is damaged.`);
    passwords.set(role, password);
  }
  return passwords;
}
