import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SealingKeys } from '../sealed/index.js';

/** What a platform must keep secret and must never lose: with these keys its personal data is read. */
export interface PlatformKeys {
  readonly meshKey: Buffer;
  readonly sealingKeys: SealingKeys;
}

interface KeyFile {
  readonly mesh: string;
  readonly current: string;
  readonly sealing: Readonly<Record<string, string>>;
  readonly index: string;
}

/** The keys are gone or damaged, and with them the way into the personal data; the message is one sentence for a terminal. */
export class KeysUnusable extends Error {
  override readonly name = 'KeysUnusable';
}

/**
 * Reads the keys of a data directory from `keys.json`, for its owner's eyes alone; makes them for a new one, and never for data that
 * other keys have sealed.
 * @throws KeysUnusable
 */
export function platformKeys(dataDir: string, { isNew }: { readonly isNew: boolean }): PlatformKeys {
  const file = join(dataDir, 'keys.json');
  const kept = readKeys(file);
  if (!kept && !isNew)
    throw new KeysUnusable(
      `The keys to the data are missing: put ${file} back from the backup, or start with --reset.`,
    );
  return decode(kept ?? makeKeys(file));
}

/**
 * Reads the keys that every service of a platform is given.
 * @throws KeysUnusable
 */
export function readPlatformKeys(file: string): PlatformKeys {
  const kept = readKeys(file);
  if (!kept) throw new KeysUnusable(`There is no file with the platform’s keys at ${file}.`);
  return decode(kept);
}

function decode({ mesh, current, sealing, index }: KeyFile): PlatformKeys {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    meshKey: bytes(mesh),
    sealingKeys: {
      current,
      keys: Object.fromEntries(Object.entries(sealing).map(([id, key]) => [id, bytes(key)])),
      indexKey: bytes(index),
    },
  };
}

function readKeys(file: string): KeyFile | undefined {
  if (!existsSync(file)) return undefined;
  const kept = parseJson(readFileSync(file, 'utf8'));
  if (isKeyFile(kept)) return kept;
  throw new KeysUnusable(`The file ${file} is damaged: put it back from the backup, or start with --reset.`);
}

function isKeyFile(value: unknown): value is KeyFile {
  if (!isRecord(value) || !isKey(value.mesh) || !isKey(value.index) || !isRecord(value.sealing)) return false;
  const keys = new Map(Object.entries(value.sealing));
  return typeof value.current === 'string' && keys.has(value.current) && [...keys.values()].every(isKey);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** 32 bytes in base 64. */
function isKey(value: unknown): value is string {
  return typeof value === 'string' && Buffer.from(value, 'base64').length === 32;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Written beside and then renamed: a start that is killed leaves whole keys or none. */
function makeKeys(file: string): KeyFile {
  const key = () => randomBytes(32).toString('base64');
  const fresh: KeyFile = { mesh: key(), current: 'k1', sealing: { k1: key() }, index: key() };
  writeFileSync(`${file}.new`, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return fresh;
}
