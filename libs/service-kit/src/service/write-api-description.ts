import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { DynamicModule } from '@nestjs/common';
import type { DatabaseSettings } from '../database/index.js';
import { InProcessBus } from '../events/index.js';
import { GrpcServer } from '../grpc/index.js';
import { bootstrap, describeApi } from '../http/index.js';
import { createLogger } from '../logs/index.js';
import { Clock, type Surroundings } from './service-ground.js';

/**
 * Writes the OpenAPI description of a service. The service is built and never started, so it needs no database, no bus and no keys:
 * what it is given leads nowhere.
 */
export async function writeApiDescription(
  file: URL,
  compose: (surroundings: Surroundings, database: DatabaseSettings) => DynamicModule,
): Promise<void> {
  const log = createLogger({ service: 'openapi', level: 'error', destination: 'stderr' });
  const meshKey = randomBytes(32);
  const nowhere = { host: 'nowhere', port: 0, database: '', user: '', password: '' };
  const surroundings = {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey, log }),
    addressOf: () => 'unix:/nowhere',
    meshKey,
    sealingKeys: { current: 'k', keys: { k: randomBytes(32) }, indexKey: randomBytes(32) },
    log,
    clock: new Clock(),
  };
  const app = await bootstrap(compose(surroundings, { owner: nowhere, runtime: nowhere, poolSize: 1 }), {
    log,
    resolveSession: () => Promise.resolve(undefined),
    rawBodyPaths: [],
  });
  await app.init();
  await writeFile(file, `${JSON.stringify(describeApi(app), undefined, 2)}\n`);
  await app.close();
}
