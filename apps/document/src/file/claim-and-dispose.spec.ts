import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Channel } from '@motcua/contracts/dossier/v1/events';
import { citizen, documentForSpec, fact, officer, otherCitizen, type DocumentForSpec } from '../document.fixture.js';
import { pdf } from '../sample-files.fixture.js';
import { FileMetadata } from './file-metadata.js';

const hourMs = 3_600_000;

describe('files and the dossiers that claim them', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec();
  });
  after(() => document.close());

  it('belong to the dossier that was submitted with them', async () => {
    const [file, other] = [await upload(document), await upload(document)];
    const dossierId = randomUUID();
    await document.say(submitted(dossierId, [file.id]));
    assert.deepEqual(await stateOf(document, file.id), { state: 'claimed', dossier_id: dossierId });
    assert.deepEqual(await stateOf(document, other.id), { state: 'unclaimed', dossier_id: null });
  });

  it('belong to the dossier whose step added them', async () => {
    const file = await upload(document);
    const dossierId = randomUUID();
    await document.say(
      fact('dossier', 'step.completed', dossierId, 4, {
        dossierId,
        taskId: randomUUID(),
        elementId: 'decide',
        agencyCode: 'A',
        fileIds: [file.id],
      }),
    );
    assert.deepEqual(await stateOf(document, file.id), { state: 'claimed', dossier_id: dossierId });
  });

  it('belong to the dossier that they supplement, or whose result they put right', async () => {
    const dossierId = randomUUID();
    const dossier = {
      dossierId,
      trackingNumber: 'T1',
      procedureCode: 'P',
      intakeAgencyCode: 'A',
      competentAgencyCode: 'A',
    };
    const [brought, right] = [await upload(document), await upload(document)];
    await document.say(
      fact('dossier', 'supplement.answered', dossierId, 5, {
        dossier,
        supplementId: randomUUID(),
        answeredAt: undefined,
        fileIds: [brought.id],
        changedFields: [],
      }),
      fact('dossier', 'result.corrected', dossierId, 6, { dossier, correctedAt: undefined, fileIds: [right.id] }),
    );
    for (const file of [brought, right])
      assert.deepEqual(await stateOf(document, file.id), { state: 'claimed', dossier_id: dossierId });
  });

  it('are claimed once, however often the event comes, and never by a second dossier', async () => {
    const file = await upload(document);
    const [first, second] = [randomUUID(), randomUUID()];
    const event = submitted(first, [file.id]);
    await document.say(event);
    await document.say(event, event);
    await document.say(submitted(second, [file.id]));
    assert.deepEqual(await stateOf(document, file.id), { state: 'claimed', dossier_id: first });
    const [inbox] = await document.query<{ n: number }>(
      'select count(*)::integer as n from inbox where event_id = $1',
      [event.id],
    );
    assert.equal(inbox?.n, 1);
  });

  it('are described to the command of their owner until then, and to nobody else', async () => {
    const [mine, claimed] = [await upload(document), await upload(document)];
    await document.say(submitted(randomUUID(), [claimed.id]));
    const fileIds = [mine.id, claimed.id, randomUUID(), 'no id'];
    assert.deepEqual(await document.client.getUnclaimedFiles({ fileIds }, citizen), { files: [mine] });
    assert.deepEqual(await document.client.getUnclaimedFiles({ fileIds }, otherCitizen), { files: [] });
    await assert.rejects(document.client.getUnclaimedFiles({ fileIds }));
    const tooMany = Array.from({ length: 201 }, () => randomUUID());
    await assert.rejects(document.client.getUnclaimedFiles({ fileIds: tooMany }, citizen), {
      problemType: 'urn:motcua:problem:input-invalid',
    });
  });

  it('do not use up the Idempotency-Key of the command that asks for them', async () => {
    const [one, two] = [await upload(document), await upload(document)];
    const caller = { ...citizen, idempotency: { key: randomUUID(), requestHash: 'x' } };
    assert.deepEqual(await document.client.getUnclaimedFiles({ fileIds: [one.id] }, caller), { files: [one] });
    assert.deepEqual(await document.client.getUnclaimedFiles({ fileIds: [two.id] }, caller), { files: [two] });
  });
});

describe('files that no dossier claims', () => {
  let document: DocumentForSpec;

  before(async () => {
    document = await documentForSpec();
  });
  after(() => document.close());

  it('are removed after 24 hours with their content, and what is claimed stays', async () => {
    const [file, claimed] = [await upload(document), await upload(document)];
    await document.say(submitted(randomUUID(), [claimed.id]));
    wait(document, 23.9);
    await document.service.disposeUnclaimedFiles.execute();
    assert.equal((await stateOf(document, file.id))?.state, 'unclaimed');
    wait(document, 0.1);
    await document.service.disposeUnclaimedFiles.execute();
    assert.equal((await stateOf(document, file.id))?.state, 'removed');
    assert.deepEqual(await document.filesOnDisk(), [claimed.id]);
    assert.equal((await document.get(`/files/${file.id}`, citizen)).status, 404);
    const events = await document.query<{ type: string; data: string; actor_kind: string }>(
      'select type, data, actor_kind from event_log where aggregate_id = $1 order by sequence',
      [file.id],
    );
    assert.deepEqual(
      events.map(({ type }) => type),
      ['document.stored', 'document.disposed'],
    );
    assert.deepEqual(JSON.parse(events[1]?.data ?? ''), { fileId: file.id, reason: 'unclaimed' });
    assert.equal(events[1]?.actor_kind, 'system');
  });

  it('stay while a command that asked for them may still be on its way', async () => {
    const file = await upload(document);
    wait(document, 23);
    await document.client.getUnclaimedFiles({ fileIds: [file.id] }, citizen);
    wait(document, 2);
    await document.service.disposeUnclaimedFiles.execute();
    assert.equal((await stateOf(document, file.id))?.state, 'unclaimed');
  });

  it('stay while another transaction is claiming them', async () => {
    const file = await upload(document);
    wait(document, 25);
    const claiming = document.dataSource.createQueryRunner();
    await claiming.startTransaction();
    await claiming.query(`update stored_file set state = 'claimed', dossier_id = $2 where id = $1`, [
      file.id,
      randomUUID(),
    ]);
    await document.service.disposeUnclaimedFiles.execute();
    await claiming.commitTransaction();
    await claiming.release();
    assert.equal((await stateOf(document, file.id))?.state, 'claimed');
    assert.ok((await document.filesOnDisk()).includes(file.id));
  });

  it('stay while the event that claims them is parked', async () => {
    const file = await upload(document);
    wait(document, 25);
    const event = submitted(randomUUID(), [file.id]);
    await document.query(
      `insert into parked_event (source, aggregate_id, sequence, event_id, envelope, reason, next_attempt_at)
       values ($1, $2, 1, $3, $4, 'test', 'infinity')`,
      [event.source, event.subject, event.id, JSON.stringify(event)],
    );
    await document.service.disposeUnclaimedFiles.execute();
    assert.equal((await stateOf(document, file.id))?.state, 'unclaimed');
    await document.query('delete from parked_event');
    await document.service.disposeUnclaimedFiles.execute();
    assert.equal((await stateOf(document, file.id))?.state, 'removed');
  });

  it('lose their content also when the run that removed them was interrupted', async () => {
    const file = await upload(document, officer);
    await document.query(`update stored_file set state = 'removed' where id = $1`, [file.id]);
    await document.service.disposeUnclaimedFiles.execute();
    assert.ok(!(await document.filesOnDisk()).includes(file.id));
    const [row] = await document.query<{ content_removed_at: Date | null }>(
      'select content_removed_at from stored_file where id = $1',
      [file.id],
    );
    assert.ok(row?.content_removed_at);
  });
});

async function upload(document: DocumentForSpec, owner = citizen): Promise<FileMetadata> {
  return FileMetadata.parse(await (await document.upload(owner, pdf)).json());
}

function wait(document: DocumentForSpec, hours: number): void {
  document.clock.time = new Date(document.clock.time.getTime() + hours * hourMs);
}

async function stateOf(document: DocumentForSpec, id: string) {
  const [row] = await document.query<{ state: string; dossier_id: string | null }>(
    'select state, dossier_id from stored_file where id = $1',
    [id],
  );
  return row;
}

function submitted(dossierId: string, fileIds: string[]) {
  return fact('dossier', 'dossier.submitted', dossierId, 1, {
    dossierId,
    trackingNumber: 'T',
    procedureCode: '1.001193',
    packHash: '',
    intakeAgencyCode: 'A',
    competentAgencyCode: 'A',
    channel: Channel.CHANNEL_ONLINE,
    fileIds,
    submittedAt: new Date(0),
  });
}
