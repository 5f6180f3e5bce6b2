import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { TemporarilyUnavailable } from '../errors/index.js';
import { InProcessBus } from '../events/index.js';
import { TestAuthority } from '../grpc/certificates.fixture.js';
import { openReplica } from '../grpc/replica.fixture.js';
import { createLogger } from '../logs/index.js';
import { Clock, ServiceGround } from './service-ground.js';

describe("the ground's client of another service", () => {
  it('shows its certificate, and gives a method the time that it was told', async () => {
    const meshKey = randomBytes(32);
    const authority = new TestAuthority();
    const { server, address } = await openReplica(
      { meshKey, tls: authority.issue('localhost') },
      { rebuild: { policy: 'service', handle: () => pause(500, { events: 1 }) } },
      'localhost:0',
    );
    const nowhere = { host: 'nowhere', port: 0, database: '', user: '', password: '' };
    const ground = new ServiceGround(
      {
        name: 'dossier',
        database: { owner: nowhere, runtime: nowhere, poolSize: 1 },
        migrations: '',
        entities: [],
      },
      {
        bus: new InProcessBus(),
        grpc: server,
        addressOf: (service) => `dns:///localhost:${service === 'reporting' ? address.split(':')[1] : 0}`,
        grpcTls: authority.issue('motcua-dossier'),
        meshKey,
        sealingKeys: { current: 'k', keys: { k: randomBytes(32) }, indexKey: randomBytes(32) },
        log: createLogger({ service: 'x', level: 'silent' }),
        clock: new Clock(),
      },
    );
    assert.deepEqual(await ground.client('reporting', ReportingServiceService).rebuild({}), { events: 1 });
    const hasty = ground.client('reporting', ReportingServiceService, { rebuild: 100 });
    await assert.rejects(hasty.rebuild({}), TemporarilyUnavailable);
    await ground.stop();
    await server.stop();
  });
});
