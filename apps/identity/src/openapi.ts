import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import 'reflect-metadata';
import type { DatabaseLogin } from '@motcua/service-kit/database';
import { readConfig } from '@motcua/service-kit/config';
import { InProcessBus } from '@motcua/service-kit/events';
import { GrpcServer } from '@motcua/service-kit/grpc';
import { bootstrap, describeApi } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { identitySettings } from './config.js';
import { IdentityModule } from './identity.module.js';
import { IdentityService } from './identity.service.js';

// Writes dist/openapi.json. The service is built and never started, so it needs no database.
const log = createLogger({ service: 'identity', level: 'error', destination: 'stderr' });
const meshKey = randomBytes(32);
const nowhere: DatabaseLogin = { host: 'nowhere', port: 0, database: '', user: '', password: '' };
const service = new IdentityService(
  { ...readConfig(identitySettings, {}), database: { owner: nowhere, runtime: nowhere, poolSize: 1 } },
  {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey, log }),
    addressOf: () => 'unix:/nowhere',
    meshKey,
    sealingKeys: { current: 'k', keys: { k: randomBytes(32) }, indexKey: randomBytes(32) },
    log,
    clock: new Clock(),
  },
);
const app = await bootstrap(IdentityModule.register(service), {
  log,
  resolveSession: () => Promise.resolve(undefined),
  rawBodyPaths: [],
});
await writeFile(new URL('openapi.json', import.meta.url), `${JSON.stringify(describeApi(app), undefined, 2)}\n`);
await app.close();
await service.stop();
