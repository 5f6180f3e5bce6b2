import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readPostmaster } from './postmaster.js';
import { commandLine } from './process-facts.js';
import { stopProcess } from './stop-process.js';

/** Stops the PostgreSQL of this very directory that a killed platform left running. */
export async function stopLeftover(pgdata: string, log: (line: string) => void): Promise<void> {
  const left = readPostmaster(pgdata);
  if (left === undefined) return;
  const command = commandLine(left.pid);
  if (command?.includes(`-D ${pgdata}`) === true) {
    log(`Stopping the PostgreSQL (process ${left.pid}) that an earlier platform left running`);
    await stopProcess(left.pid);
  } else if (command !== undefined && !command.includes('postgres')) {
    // Another program of the same user got the number meanwhile; PostgreSQL would take it for itself and not start.
    rmSync(join(pgdata, 'postmaster.pid'));
  }
  if (left.socketDir.startsWith('/tmp/motcua-')) rmSync(left.socketDir, { recursive: true, force: true });
}
