import { randomBytes } from 'node:crypto';
import { readConfig } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';
import { InProcessBus } from '@motcua/service-kit/events';
import { GrpcServer } from '@motcua/service-kit/grpc';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { dossierSettings } from '../config.js';
import { DossierService } from '../dossier.service.js';

/** A process of its own that runs the dossier service over a database that is there already, until it is killed. */
const { database, now } = JSON.parse(process.argv[2] ?? '') as { database: DatabaseSettings; now: string };

class StandingStill extends Clock {
  override now(): Date {
    return new Date(now);
  }
}

const log = createLogger({ service: 'dossier', level: 'silent' });
const meshKey = randomBytes(32);
const service = new DossierService(
  { ...readConfig(dossierSettings, {}), database },
  {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey, log }),
    addressOf: () => 'unix:/nowhere',
    meshKey,
    sealingKeys: { current: 'k', keys: { k: randomBytes(32) }, indexKey: randomBytes(32) },
    log,
    clock: new StandingStill(),
  },
);
await service.start();
process.send?.('started');
