import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { createLogger } from '../logs/index.js';
import { GrpcServer, type Implementation } from './server.js';

type Notification = Implementation<typeof NotificationServiceService>;
type Reporting = Implementation<typeof ReportingServiceService>;

/** Stands for a method that may be repeated, one that may not be, and a stream. */
export interface Answers {
  readonly stagePack?: Notification['stagePack'];
  readonly rebuild?: Reporting['rebuild'];
  readonly readEvents?: Notification['readEvents'];
}

export interface Replica {
  readonly server: GrpcServer;
  /** `host:port` */
  readonly address: string;
}

export const storedEvent: StoredEvent = {
  position: 1,
  id: '',
  type: 'task.claimed',
  aggregateId: '',
  sequence: 1,
  occurredAt: undefined,
  data: '{}',
  traceParent: '',
};

const log = createLogger({ service: 'replica', destination: { file: devNull } });

export async function openReplica(
  options: Omit<ConstructorParameters<typeof GrpcServer>[0], 'log'>,
  answers: Answers = {},
  listenOn = '127.0.0.1:0',
): Promise<Replica> {
  const server = new GrpcServer({ ...options, log });
  const stagePack = answers.stagePack ?? { policy: 'service', handle: () => Promise.resolve({}) };
  server.add(NotificationServiceService, {
    stagePack,
    readEvents: answers.readEvents ?? { policy: 'service', stream: async function* () {} },
  });
  server.add(ReportingServiceService, {
    stagePack,
    rebuild: answers.rebuild ?? { policy: 'service', handle: () => Promise.resolve({ events: 0 }) },
  });
  const port = await server.listen(listenOn);
  return { server, address: `127.0.0.1:${port}` };
}

/** A replica in a process of its own, that may be killed; its `rebuild` says in `events` which process answered. */
export async function forkReplica(
  meshKey: Buffer,
): Promise<{ readonly process: ChildProcess; readonly address: string }> {
  const child = fork(fileURLToPath(import.meta.url), [replicaProcess, meshKey.toString('base64')]);
  const [address] = await once(child, 'message');
  return { process: child, address: String(address) };
}

const replicaProcess = 'replica';

if (process.argv[2] === replicaProcess) {
  const { address } = await openReplica(
    { meshKey: Buffer.from(process.argv[3] ?? '', 'base64') },
    {
      rebuild: { policy: 'service', handle: () => Promise.resolve({ events: process.pid }) },
    },
  );
  process.send?.(address);
}
