import { setTimeout as pause } from 'node:timers/promises';
import { statfsSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './fault.js';

/** A minute, as an operator would still wait for the network to come back. */
const unreachableMs = 60_000;
/** Longer than the session timeout of a consumer, 10 s. */
const stillMs = 25_000;
const diskFullMs = 8_000;
const cuts = 6;

const unreachable: Fault = {
  name: 'broker unreachable for 60 s',
  spreadMs: 75_000,
  impossible: ({ forwarder }) => (forwarder ? undefined : 'nothing stands before the broker'),
  strike: async ({ forwarder }) => {
    forwarder?.cut();
    await pause(unreachableMs);
    forwarder?.mend();
  },
};

const connections: Fault = {
  name: 'database connections cut',
  strike: async ({ databases }) => {
    for (let cut = 0; cut < cuts; cut++) {
      await databases.select(
        'dossier',
        `select pg_terminate_backend(pid) from pg_stat_activity
          where usename like 'motcua\\_%' and usename <> current_user and pid <> pg_backend_pid()`,
      );
      await pause(1_000);
    }
  },
};

/** It does not know that it stood still, and goes on as if it still had its partitions. */
const standstill: Fault = {
  name: 'consumer stands still for 25 s',
  spreadMs: 32_000,
  strike: async ({ cluster }) => {
    const [first] = cluster.of('reporting');
    first?.signal('SIGSTOP');
    await pause(stillMs);
    first?.signal('SIGCONT');
  },
};

const diskFull: Fault = {
  name: 'disk of the document store full',
  impossible: ({ smallDisk }) => (smallDisk ? undefined : 'no small disk could be mounted, which takes root'),
  strike: async ({ smallDisk = '' }) => {
    const filler = join(smallDisk, 'filler');
    const { bavail, bsize } = statfsSync(smallDisk);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    await pause(diskFullMs);
    rmSync(filler);
  },
};

export const cutsOff: readonly Fault[] = [unreachable, connections, standstill, diskFull];
