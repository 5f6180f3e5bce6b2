import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { policyKey } from '@motcua/service-kit/http';
import { startIdentity, type IdentityForSpec } from './identity.fixture.js';
import { IdentityModule } from './identity.module.js';
import { smallProvince } from './pack/small-province.fixture.js';

describe('the identity service', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());

  it('has entities that say of every column what the migrations say', async () => {
    const { upQueries } = await identity.rows.driver.createSchemaBuilder().log();
    const columnChanges = upQueries.map(({ query }) => query).filter((query) => /COLUMN|CREATE TABLE/.test(query));
    assert.deepEqual(columnChanges, []);
  });

  it('can add to its history and cannot change it', async () => {
    const [{ count = 0 } = {}] = await identity.rows.query<{ count?: number }[]>(
      'select count(*)::integer from event_log',
    );
    assert.ok(count > 0);
    for (const statement of [
      `update event_log set data = '{}'`,
      'delete from event_log',
      'delete from event_position',
      `update activation set hash = ''`,
      'delete from activation',
      'delete from citizen',
      'delete from officer',
    ]) {
      await assert.rejects(identity.rows.query(statement), { code: '42501' }, statement);
    }
  });

  it('keeps names, identity numbers, dates of birth and contacts sealed', async () => {
    const [citizen] = await identity.rows.query<Record<string, unknown>[]>('select * from citizen');
    const [officer] = await identity.rows.query<Record<string, unknown>[]>('select * from officer');
    for (const personal of [' An', '096000000001', '1990', '0290000001', 'example.vn', 'Trần', 'Lê', 'Phạm']) {
      assert.ok(!JSON.stringify([citizen, officer]).includes(personal), personal);
    }
    await assert.rejects(identity.rows.query(`update citizen set full_name = 'Nguyễn Văn An'`), /sealed_format/);
  });

  it('tells its events to who reads them again, in the order of publication', async () => {
    const told: [number, string][] = [];
    while (told.length < 4) {
      told.length = 0;
      for await (const { position, type } of identity.client.readEvents({ afterPosition: 0 }))
        told.push([position, type]);
    }
    assert.deepEqual(told, [
      [1, 'officer.assigned'],
      [2, 'officer.assigned'],
      [3, 'officer.assigned'],
      [4, 'pack.activated'],
    ]);
  });

  it('declares for every route and every gRPC method who may use it', () => {
    const { controllers = [] } = IdentityModule.register(identity.service);
    const routes = controllers.flatMap(({ prototype }: { prototype: object }) =>
      Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }: PropertyDescriptor) =>
        value !== prototype.constructor && typeof value === 'function' && Reflect.hasMetadata('path', value)
          ? [[value, prototype.constructor]]
          : [],
      ),
    );
    assert.equal(routes.length, 51);
    for (const declared of routes)
      assert.ok(
        declared.some((each: object) => Reflect.hasMetadata(policyKey, each)),
        String(declared[0]),
      );
    for (const { path } of Object.values(IdentityServiceService)) {
      assert.equal(identity.grpc.policies.get(path), 'service', path);
    }
  });
});
