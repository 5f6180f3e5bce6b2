import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SealingKeys } from '@motcua/service-kit/sealed';

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

/** Reads the keys of a data directory from `keys.json`, for its owner's eyes alone; makes them for a new one. */
export function platformKeys(dataDir: string): PlatformKeys {
  const file = join(dataDir, 'keys.json');
  const kept = readKeys(file) ?? makeKeys(file);
  const bytes = (text: string) => Buffer.from(text, 'base64');
  return {
    meshKey: bytes(kept.mesh),
    sealingKeys: {
      current: kept.current,
      keys: Object.fromEntries(Object.entries(kept.sealing).map(([id, key]) => [id, bytes(key)])),
      indexKey: bytes(kept.index),
    },
  };
}

function readKeys(file: string): KeyFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeKeys(file: string): KeyFile {
  const key = () => randomBytes(32).toString('base64');
  const fresh: KeyFile = { mesh: key(), current: 'k1', sealing: { k1: key() }, index: key() };
  writeFileSync(file, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return fresh;
}
