import { writeFile } from 'node:fs/promises';
import { InProcessBus } from '@motcua/service-kit/events';
import { GrpcServer } from '@motcua/service-kit/grpc';
import { bootstrap, describeApi } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { readConfig } from '@motcua/service-kit/config';
import { NotificationModule, NotificationService, notificationSettings } from './notification.module.js';

/** Writes the service's OpenAPI beside its code. Nothing is connected: routes and schemas are all that is asked for. */
const log = createLogger({ service: 'notification', level: 'warn', destination: 'stderr' });
const key = Buffer.alloc(32);
const login = { host: 'nowhere', port: 0, database: '', user: '', password: '' };
const service = new NotificationService(
  { ...readConfig(notificationSettings, {}), database: { owner: login, runtime: login, poolSize: 1 } },
  {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey: key, log }),
    addressOf: () => 'unix:/nowhere',
    meshKey: key,
    sealingKeys: { current: 'none', keys: { none: key }, indexKey: key },
    log,
    clock: new Clock(),
  },
);
const app = await bootstrap(NotificationModule.register(service), {
  log,
  resolveSession: () => Promise.resolve(undefined),
  rawBodyPaths: [],
});
await app.init();
await writeFile(new URL('openapi.json', import.meta.url), `${JSON.stringify(describeApi(app), undefined, 2)}\n`);
await app.close();
