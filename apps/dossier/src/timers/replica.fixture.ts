import { randomBytes } from 'node:crypto';
import type { Caller } from '@motcua/service-kit/caller';
import { readConfig } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';
import { InProcessBus } from '@motcua/service-kit/events';
import { GrpcServer } from '@motcua/service-kit/grpc';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { dossierSettings } from '../config.js';
import { DossierService } from '../dossier.service.js';

/** What a replica is told; without keys and an address it has keys of its own, and no neighbours. */
interface Given {
  readonly database: DatabaseSettings;
  readonly now: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly meshKey?: string;
  readonly sealingKey?: string;
  readonly indexKey?: string;
}

/** A process of its own that runs the dossier service over a database that is there already, until it is killed. */
const {
  database,
  now,
  environment = {},
  address = 'unix:/nowhere',
  ...keys
} = JSON.parse(process.argv[2] ?? '') as Given;

const keyOf = (given: string | undefined) => (given === undefined ? randomBytes(32) : Buffer.from(given, 'base64'));

class StandingStill extends Clock {
  override now(): Date {
    return new Date(now);
  }
}

const log = createLogger({ service: 'dossier', level: 'silent' });
const meshKey = keyOf(keys.meshKey);
const service = new DossierService(
  { ...readConfig(dossierSettings, environment), database },
  {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey, log }),
    addressOf: () => address,
    meshKey,
    sealingKeys: { current: 'k', keys: { k: keyOf(keys.sealingKey) }, indexKey: keyOf(keys.indexKey) },
    log,
    clock: new StandingStill(),
  },
);
// What it is told to do, it begins; who told it does not wait for the end.
process.on('message', ({ caller, dossierId }: { caller: Caller; dossierId: string }) => {
  void service.startPayment.execute(caller, dossierId);
});
await service.start();
process.send?.('started');
