import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InProcessBus } from '@motcua/service-kit/events';
import { GrpcServer } from '@motcua/service-kit/grpc';
import { bootstrap, describeApi } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { documentSettings } from './config.js';
import { DocumentModule, DocumentService } from './document.module.js';
import { readConfig } from '@motcua/service-kit/config';

/** Writes `dist/openapi.json`. The service is made and never started, so that no database, no key and no directory is needed. */
const log = createLogger({ service: 'document', level: 'warn', destination: 'stderr' });
const noKey = Buffer.alloc(32);
const nobody = { host: '', port: 0, database: '', user: '', password: '' };
const service = new DocumentService(
  {
    ...readConfig(documentSettings, {}, { filesDirectory: '/nowhere' }),
    database: { owner: nobody, runtime: nobody, poolSize: 1 },
  },
  {
    bus: new InProcessBus(),
    grpc: new GrpcServer({ meshKey: noKey, log }),
    addressOf: (name) => `unix:/nowhere/${name}`,
    meshKey: noKey,
    sealingKeys: { current: 'none', keys: { none: noKey }, indexKey: noKey },
    log,
    clock: new Clock(),
  },
);
const app = await bootstrap(DocumentModule.register(service), {
  log,
  resolveSession: () => Promise.resolve(undefined),
  rawBodyPaths: DocumentService.rawBodyPaths,
});
await writeFile(
  fileURLToPath(new URL('./openapi.json', import.meta.url)),
  `${JSON.stringify(describeApi(app), null, 2)}\n`,
);
await app.close();
