import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { smallProvince } from '../pack/small-province.fixture.js';

describe('the agencies', () => {
  let identity: IdentityForSpec;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
  });
  after(() => identity.stop());

  const list = async (query: string): Promise<{ code: string }[]> => {
    const { answer } = await new Browser(identity.url).send('GET', `/agencies${query}`);
    assert.ok(typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items));
    return answer.items;
  };
  const codes = async (query: string) => (await list(query)).map(({ code }) => code);

  it('are listed for everybody as of today: none that is gone, none that starts tomorrow', async () => {
    identity.clock.moveTo('2036-11-30T16:00:00Z');
    assert.deepEqual(await codes(''), ['phong-ho-tich', 'so-tu-phap', 'ubnd-tinh', 'xa-a', 'xa-b']);
    identity.clock.moveTo('2036-11-30T18:00:00Z');
    assert.deepEqual(await codes(''), ['phong-ho-tich', 'so-tu-phap', 'ubnd-tinh', 'xa-a', 'xa-moi']);
  });

  it('come with names in both languages, their parent and their days', async () => {
    assert.deepEqual(await list('?q=xa-a'), [
      {
        code: 'xa-a',
        eid: 'H12.1',
        name: { vi: 'Cơ quan xa-a', en: 'Agency xa-a' },
        kind: 'commune',
        parentCode: 'ubnd-tinh',
        adminUnitCode: '31825',
        validFrom: '2025-07-01',
      },
    ]);
  });

  it('are found by kind, and by a part of the name without marks and in any case', async () => {
    assert.deepEqual(await codes('?kind=department'), ['phong-ho-tich', 'so-tu-phap']);
    assert.deepEqual(await codes('?q=CO%20QUAN%20SO'), ['so-tu-phap']);
    assert.deepEqual(await codes('?q=%25'), []);
  });

  it('cannot be asked for by a kind that does not exist', async () => {
    assert.equal((await new Browser(identity.url).send('GET', '/agencies?kind=ministry')).status, 422);
  });

  it('remember who takes over from them', async () => {
    const successors = await identity.rows.query(
      'select code, successor_code, succeeds_from::text, extent from agency_successor',
    );
    assert.deepEqual(successors, [
      { code: 'xa-b', successor_code: 'xa-a', succeeds_from: '2036-12-01', extent: 'whole' },
    ]);
  });

  it('are one a day under a code, whoever writes them', async () => {
    await assert.rejects(
      identity.rows.query(
        `insert into agency (code, valid_from, eid, name_vi, name_en, kind) values ('xa-a', '2030-01-01', 'H12.9', 'A', 'A', 'commune')`,
      ),
      /agency_one_a_day/,
    );
  });
});
