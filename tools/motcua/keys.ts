import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { unwrap } from '@motcua/sdk';
import { Failure, UsageFault } from '../command-line.js';
import { Session } from '../simulate/session.js';
import type { Language } from './language.js';

interface KeyFile {
  readonly current: string;
  readonly sealing: Readonly<Record<string, string>>;
}

/** Services that hold sealed data. */
const services = ['identity', 'dossier', 'document', 'notification'] as const;

/** Makes another key. Every process has to know it before one seals under it. */
export function addKey(file: string): boolean {
  const keys = readKeys(file);
  const numbers = Object.keys(keys.sealing).map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `k${Math.max(...numbers) + 1}`;
  writeKeys(file, { ...keys, sealing: { ...keys.sealing, [id]: randomBytes(32).toString('base64') } });
  console.log(`made ${id}; start every service with it before you use it`);
  return true;
}

/** Has cells sealed under a key that is there already. */
export function useKey(id: string, file: string): boolean {
  const keys = readKeys(file);
  refuseUnknown(keys, id);
  writeKeys(file, { ...keys, current: id });
  console.log(`${id} is the current key; start every service with it, and what lies under another is sealed anew`);
  return true;
}

/** Takes an old key away. What lies under it could never be read again, so the platform is asked first. */
export async function dropKey(
  id: string,
  file: string,
  asks: { url: string; user: string | undefined; password: string | undefined; language: Language },
): Promise<boolean> {
  const keys = readKeys(file);
  refuseUnknown(keys, id);
  if (keys.current === id) throw new Failure(`${id} is the current key`);
  if (!asks.user || !asks.password) throw new UsageFault('keys drop needs --user and MOTCUA_PASSWORD');
  const { client } = await Session.open(asks.url, asks.user, asks.password, undefined, asks.language);
  for (const service of services) {
    const { currentKey, clean, items } = unwrap(await client.GET(`/api/${service}/v1/held-data/resealing`));
    if (currentKey !== keys.current) throw new Failure(`${service} still runs with ${currentKey} as the current key`);
    const left = items.filter(({ cleanAt }) => cleanAt === undefined).map(({ column }) => column);
    if (!clean) throw new Failure(`${service} is not done: ${left.join(', ')}`);
  }
  const sealing = Object.fromEntries(Object.entries(keys.sealing).filter(([kept]) => kept !== id));
  writeKeys(file, { ...keys, sealing });
  console.log(`${id} is gone from ${file}; destroy it in the backups too`);
  return true;
}

function refuseUnknown({ sealing }: KeyFile, id: string): void {
  if (!Object.hasOwn(sealing, id))
    throw new Failure(`there is no key ${id}; there are ${Object.keys(sealing).join(', ')}`);
}

function readKeys(file: string): KeyFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    content = undefined;
  }
  if (!isKeyFile(content)) throw new Failure(`${file} cannot be read as a file of keys`);
  return content;
}

function isKeyFile(content: unknown): content is KeyFile {
  if (typeof content !== 'object' || content === null || !('sealing' in content) || !('current' in content))
    return false;
  const { current, sealing } = content;
  return (
    typeof current === 'string' && typeof sealing === 'object' && sealing !== null && Object.hasOwn(sealing, current)
  );
}

/** Written beside and then renamed, with the rights that it had: whoever is interrupted has whole keys. */
function writeKeys(file: string, keys: KeyFile): void {
  const { mode } = statSync(file);
  writeFileSync(`${file}.new`, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}
