import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { UnfitForProduction } from '@motcua/service-kit/config';
import { startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { smallProvince } from '../pack/small-province.fixture.js';

describe('demonstration accounts', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
  });
  after(() => identity.stop());

  /** Starts the service for production and gives what keeps it from that. */
  async function refusal(): Promise<readonly string[]> {
    const service = identity.inProduction();
    try {
      await service.start();
      return [];
    } catch (error) {
      assert.ok(error instanceof UnfitForProduction, String(error));
      return error.faults;
    } finally {
      await service.stop();
    }
  }

  it('are not in a new database, which may be one for production', async () => {
    assert.deepEqual(await refusal(), []);
  });

  it('keep identity from starting in production, with their number and with what mends it', async () => {
    await identity.service.applyPack(smallProvince());
    const faults = await refusal();
    assert.equal(faults.length, 2);
    assert.match(
      faults[0] ?? '',
      /^The database holds 4 demonstration accounts: bring a province without them into force/,
    );
    assert.match(faults[1] ?? '', /^The province in force has demonstration accounts: /);
    assert.deepEqual(await identity.inProduction().productionFaults(), faults, 'told beside the faults of the set-up');
  });

  it('are disabled by a province without them, and then no longer in the way', async () => {
    await identity.service.applyPack(smallProvince({ 'demo/accounts.yaml': undefined }));
    assert.deepEqual(await refusal(), []);
    await identity.rows.query(`update officer set disabled_at = null where username = 'quantri'`);
    assert.match((await refusal())[0] ?? '', /^The database holds 1 demonstration accounts/);
  });
});
