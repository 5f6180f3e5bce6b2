import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser, startIdentity, type IdentityForSpec } from '../identity.fixture.js';
import { demoPassword, smallProvince } from '../pack/small-province.fixture.js';

describe('the people that other services ask about', () => {
  let identity: IdentityForSpec;
  let citizenId: string;
  let officerId: string;
  before(async () => {
    identity = await startIdentity();
    await identity.service.applyPack(smallProvince());
    citizenId = await subjectOf('096000000001');
    officerId = await subjectOf('tiepnhan.a');
  });
  after(() => identity.stop());

  const subjectOf = async (identifier: string) => {
    const { answer } = await new Browser(identity.url).signIn(identifier, demoPassword);
    assert.ok(typeof answer === 'object' && answer !== null && 'subjectId' in answer);
    return String(answer.subjectId);
  };
  const unknown = '0197f3a0-0000-7000-8000-000000000000';

  it('are found by the personal identity number', async () => {
    assert.equal((await identity.client.findCitizen({ identityNumber: '096000000001' })).citizenId, citizenId);
    assert.equal((await identity.client.findCitizen({ identityNumber: '096000000002' })).citizenId, undefined);
  });

  it('have a name and the positions of today; who is unknown is left out', async () => {
    const { people } = await identity.client.getPeople({ subjectIds: [officerId, citizenId, unknown, 'no id'] });
    assert.deepEqual(
      people.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
      [
        { subjectId: citizenId, displayName: 'Nguyễn Văn An', positions: [] },
        {
          subjectId: officerId,
          displayName: 'Trần Thị Bình',
          positions: [{ agencyCode: 'xa-a', positionCode: 'one-stop-officer', roles: ['intake', 'process'] }],
        },
      ],
    );
  });

  it('are reached by e-mail where one is known', async () => {
    const { contacts } = await identity.client.getContacts({ subjectIds: [citizenId, officerId, unknown] });
    assert.deepEqual(
      contacts.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
      [
        { subjectId: citizenId, displayName: 'Nguyễn Văn An', email: 'an@example.vn', language: 'vi' },
        { subjectId: officerId, displayName: 'Trần Thị Bình', email: undefined, language: 'vi' },
      ],
    );
  });

  it('are found by the position that they hold today', async () => {
    const { officerIds } = await identity.client.findHolders({
      positions: [
        'xa-a/one-stop-officer',
        'xa-a/one-stop-officer',
        'xa-b/one-stop-officer',
        'xa-a/no-position',
        'nonsense',
      ],
    });
    assert.deepEqual(officerIds, [officerId]);
  });

  it('are at most two hundred at once', async () => {
    const subjectIds = Array.from({ length: 201 }, () => unknown);
    await assert.rejects(identity.client.getPeople({ subjectIds }), /INVALID_ARGUMENT/);
    await assert.rejects(identity.client.getContacts({ subjectIds }), /INVALID_ARGUMENT/);
  });
});
