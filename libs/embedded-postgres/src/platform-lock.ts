import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObject } from './parse-object.js';
import { startedAt } from './process-facts.js';
import { errnoOf, StartFault } from './start-fault.js';

export const lockFile = 'platform.lock';

export interface PlatformLock {
  release(): void;
}

/**
 * Makes this process the only platform on a data directory. The lock of a process that is gone is taken over.
 * @throws StartFault `alreadyRunning`
 */
export function lockDataDir(dataDir: string): PlatformLock {
  const path = join(dataDir, lockFile);
  const own = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) });
  while (!placeLock(path, own)) {
    const found = readLock(path);
    if (found !== undefined) takeAway(path, found, dataDir);
  }
  return {
    release() {
      if (readLock(path) === own) rmSync(path, { force: true });
    },
  };
}

function placeLock(path: string, own: string): boolean {
  const fresh = `${path}.${process.pid}`;
  try {
    // Written aside and linked: nobody ever reads a lock that is not whole.
    writeFileSync(fresh, own, { mode: 0o600 });
    linkSync(fresh, path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function takeAway(path: string, found: string, dataDir: string): void {
  if (isHeld(found)) throw alreadyRunning(dataDir, found);
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readLock(aside);
  // Between reading and renaming another platform may have taken the old lock over: then this is its lock, give it back.
  if (moved !== undefined && moved !== found) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function isHeld(lock: string): boolean {
  const holder = parseLock(lock);
  return holder !== undefined && startedAt(holder.pid) === holder.startedAt;
}

function alreadyRunning(dataDir: string, lock: string): StartFault {
  return new StartFault(
    'alreadyRunning',
    `Another platform (process ${parseLock(lock)?.pid ?? 'unknown'}) is running on the data directory ${dataDir}.`,
  );
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseLock(text: string): { pid: number; startedAt: string } | undefined {
  const { pid, startedAt: since } = parseObject(text) ?? {};
  return typeof pid === 'number' && typeof since === 'string' ? { pid, startedAt: since } : undefined;
}
