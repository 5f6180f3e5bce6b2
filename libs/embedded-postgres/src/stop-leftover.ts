import { rmSync } from 'node:fs';
import { readPostmaster } from './postmaster.js';
import { commandLine } from './process-facts.js';
import { stopProcess } from './stop-process.js';

/** Stops the PostgreSQL of this very directory that a killed platform left running. */
export async function stopLeftover(pgdata: string, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(pgdata);
  if (left === undefined) return;
  // The number may have passed on to any other program meanwhile.
  if (commandLine(left.pid)?.includes(`-D ${pgdata}`) === true) {
    log(`Stopping the PostgreSQL (process ${left.pid}) that an earlier platform left running`);
    await stopProcess(left.pid);
  }
  if (left.socketDir.startsWith('/tmp/motcua-')) rmSync(left.socketDir, { recursive: true, force: true });
}
