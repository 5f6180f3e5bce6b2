import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { linked, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import type { MessageInput } from './deliver-message.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let chairman: Caller;

before(async () => {
  dossier = await dossierForTest();
  await dossier.putInForce(withDrawnProcedures(dossier.part));
  office = new OfficersAtWork(dossier);
  chairman = dossier.people.officer('chutich.baclieu');
});
after(() => dossier.close());

async function waiting() {
  const id = await office.takeIn(linked);
  await office.complete(id, 'examine');
  const { trackingNumber, code = '' } = await dossier.service.readDossier.execute(chairman, id);
  return { id, trackingNumber, code };
}

async function send(correlation: string, change: Partial<MessageInput> = {}, caller = chairman): Promise<number> {
  const message = { name: 'financialObligationPaid', correlation, ...change };
  return (await dossier.service.deliverMessage.execute(caller, message)).delivered;
}

const waits = (id: string) => dossier.select('select from subscription where dossier_id = $1', [id]);

describe('a message for a process', () => {
  it('reaches the dossier that waits for it, by its code or tracking number, with what it says', async () => {
    const [first, second] = [await waiting(), await waiting()];
    assert.equal(await send(first.code.replaceAll('-', ' '), { variables: { paidVnd: 500_000 } }), 1);
    assert.equal(await send(second.trackingNumber), 1);
    assert.deepEqual([await waits(first.id), await waits(second.id)], [[], []]);
    const [row] = await dossier.select<{ paid: string }>(
      `select process_state #>> '{scopes,0,variables,paidVnd}' as paid from dossier where id = $1`,
      [first.id],
    );
    assert.equal(row?.paid, '500000');
  });

  it('changes nothing when it comes again, also at the same moment', async () => {
    const { id, code } = await waiting();
    const delivered = await Promise.all([send(code), send(code), send(code)]);
    assert.equal(
      delivered.reduce((sum, count) => sum + count, 0),
      1,
    );
    assert.equal(await send(code), 0);
    assert.deepEqual(await waits(id), []);
    const events = await dossier.select(`select from event_log where aggregate_id = $1 and type = 'message.received'`, [
      id,
    ]);
    assert.equal(events.length, 1);
  });

  it('passes over dossiers that wait for another, and those that the sender may not see', async () => {
    const { id, code } = await waiting();
    assert.equal(await send(code, { name: 'somethingElse' }), 0);
    assert.equal(await send('H00.00-000000-0000'), 0);
    assert.equal(await send(code, {}, dossier.people.officer('chuyenvien.giarai')), 0);
    assert.equal((await waits(id)).length, 1);
  });
});
