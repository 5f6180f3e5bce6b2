import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readPayload } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid, NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { birth, centre, ngoc, onPaper, online } from '../sample-dossiers.fixture.js';
import { DisclosureNotYours } from './disclosure.problems.js';

let dossier: DossierForTest;
let id: string;
/** An attestation that the counter scanned. */
let fileId: string;

before(async () => {
  dossier = await dossierForTest();
  dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
  const desk = officer('tiepnhan.tinh');
  fileId = dossier.files.upload(desk, 'Giấy chứng sinh.pdf').id;
  const taken = await dossier.service.takeInDossier.execute(
    desk,
    onPaper(birth, {
      intakeAgencyCode: centre,
      submitter: {
        fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
        identityNumber: ngoc,
        phone: '0912000001',
        email: 'ngoc@example.vn',
        address: '12 Trần Phú',
      },
      components: [{ code: 'birth-attestation', fileIds: [fileId], sets: 1 }],
    }),
  );
  id = taken.id;
});
after(() => dossier.close());

const officer = (username: string) => dossier.people.officer(username);
const read = (caller: Caller) => dossier.service.readDossier.execute(caller, id);
const show = (caller: Caller, input: Partial<Parameters<DossierForTest['service']['showInFull']['execute']>[2]> = {}) =>
  dossier.service.showInFull.execute(caller, id, {
    purpose: 'contact',
    fields: ['/submitter/phone', '/answers/applicant/identityNumber'],
    ...input,
  });

interface Trace {
  readonly id: string;
  readonly actor_id: string;
  readonly agency_code: string;
  readonly position_code: string;
  readonly data: string;
}

const traces = () =>
  dossier.select<Trace>(
    `select id, actor_id, agency_code, position_code, data from event_log where aggregate_id = $1 and type = 'personaldata.shown' order by sequence`,
    [id],
  );

/** The traces that something leaves. */
async function left(what: () => Promise<unknown>): Promise<Trace[]> {
  const { length } = await traces();
  await what();
  return (await traces()).slice(length);
}

async function faults(input: Parameters<typeof show>[1]): Promise<string[]> {
  const refused = await show(officer('hotich.baclieu'), input).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(refused instanceof InputInvalid, String(refused));
  return refused.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('personal data of a dossier', () => {
  it('is masked for officers and whole for its holder, and to look at it so leaves no trace', async () => {
    const shown = await left(async () => {
      const [seen, own] = await Promise.all([read(officer('hotich.baclieu')), read(dossier.people.citizen(ngoc))]);
      assert.deepEqual(seen.submitter, {
        fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
        identityNumber: '•••••••••017',
        phone: '•••••••001',
        email: 'n•••@example.vn',
        address: '•••',
      });
      const { applicant, child } = seen.answers as Record<string, Record<string, unknown>>;
      assert.deepEqual(applicant?.['residence'], { communeCode: '31825', street: '•••' });
      assert.equal(applicant['identityNumber'], '•••••••••017');
      assert.equal(child?.['ethnicity'], '•••');
      assert.equal(child['fullName'], 'Nguyễn An');
      assert.equal(own.submitter.identityNumber, ngoc);
      assert.deepEqual(own.answers, onPaper(birth).answers);
      assert.equal(own.disclosure, undefined);
    });
    assert.deepEqual(shown, []);
  });

  it('may be asked for by those who have it to do, the counter that took it in and who oversees', async () => {
    for (const name of ['tiepnhan.tinh', 'hotich.baclieu', 'chutich.baclieu', 'lanhdao.tinh'])
      assert.ok((await read(officer(name))).disclosure?.fields.includes('/submitter/phone'), name);
    assert.equal((await read(officer('tiepnhan.baclieu'))).disclosure, undefined);
    await assert.rejects(show(officer('tiepnhan.baclieu')), DisclosureNotYours);
    await assert.rejects(show(officer('chutich.giarai')), NotFound);
    await assert.rejects(show(dossier.people.citizen(ngoc)), DisclosureNotYours);
  });

  it('is shown with its trace: who, for which agency, in which position, what for and what, but no value', async () => {
    const clerk = officer('hotich.baclieu');
    const [trace, ...others] = await left(async () => {
      const { values } = await show(clerk);
      assert.deepEqual(values, [
        { pointer: '/submitter/phone', value: '0912000001' },
        { pointer: '/answers/applicant/identityNumber', value: ngoc },
      ]);
    });
    assert.ok(trace);
    assert.deepEqual(others, []);
    assert.equal(trace.actor_id, clerk.subjectId);
    assert.equal(trace.agency_code, 'ubnd-phuong-bac-lieu');
    const said = readPayload('personaldata.shown', trace.data);
    assert.equal(said.officerId, clerk.subjectId);
    assert.equal(said.agencyCode, trace.agency_code);
    assert.equal(said.positionCode, trace.position_code);
    assert.equal(said.purpose, 'contact');
    assert.deepEqual(said.fields, ['/submitter/phone', '/answers/applicant/identityNumber']);
    assert.equal(said.dossier?.citizenId, dossier.people.citizen(ngoc).subjectId);
    for (const value of [ngoc, '0912000001', 'Trần Phú', 'Ngọc']) assert.ok(!trace.data.includes(value), value);
  });

  it('tells the words that were given for the purpose to officers alone', async () => {
    const note = 'Theo đơn số 12';
    await show(officer('lanhdao.tinh'), { purpose: 'complaint', note });
    const last = async (caller: Caller) => (await dossier.service.readTimeline.execute(caller, id)).items.at(-1);
    const seen = await last(officer('hotich.baclieu'));
    assert.equal(seen?.type, 'personaldata.shown');
    assert.equal(seen.note, note);
    assert.equal(seen.purpose?.vi, 'Giải quyết phản ánh, khiếu nại');
    assert.deepEqual(
      seen.fields?.map(({ pointer }) => pointer),
      ['/applicant/identityNumber'],
    );
    const own = await last(dossier.people.citizen(ngoc));
    assert.equal(own?.purpose?.vi, seen.purpose.vi);
    assert.equal(own.note, undefined);
    assert.equal(own.actor?.displayName, undefined);
  });

  it('is not shown for a purpose that there is not, without the words that it wants, or where nothing is hidden', async () => {
    const shown = await left(async () => {
      assert.deepEqual(await faults({ purpose: 'curiosity' }), ['/purpose purpose']);
      assert.deepEqual(await faults({ purpose: 'complaint' }), ['/note required']);
      assert.deepEqual(await faults({ note: 'Vì sao?' }), ['/note unknownField']);
      assert.deepEqual(await faults({ fields: ['/submitter/phone', '/submitter/fullName', '/answers'] }), [
        '/fields/1 notHidden',
        '/fields/2 notHidden',
      ]);
    });
    assert.deepEqual(shown, []);
  });
});

describe('a paper that an officer opens', () => {
  it('leaves one trace in an hour, with the purpose that goes with their part in the dossier', async () => {
    const open = (name: string) => dossier.client.authorizeFile({ fileId, opens: true }, officer(name));
    const purposeOf = ({ data }: Trace) => {
      const { purpose, automatic, fileId: opened } = readPayload('personaldata.shown', data);
      return [purpose, automatic, opened];
    };
    const first = await left(async () => {
      assert.deepEqual(await open('hotich.baclieu'), { allowed: true });
      await open('hotich.baclieu');
      await open('tiepnhan.baclieu');
    });
    assert.deepEqual(first.map(purposeOf), [
      ['processing', true, fileId],
      ['oversight', true, fileId],
    ]);
    dossier.clock.moveTo('2026-03-02T10:30:00+07:00');
    assert.equal((await left(() => open('hotich.baclieu'))).length, 1);
  });

  it('leaves none when only its name and size are asked for, when it may not be read, and when its holder opens it', async () => {
    const shown = await left(async () => {
      await dossier.client.authorizeFile({ fileId }, officer('chutich.baclieu'));
      assert.deepEqual(await dossier.client.authorizeFile({ fileId, opens: true }, officer('chutich.giarai')), {
        allowed: false,
      });
      await dossier.client.authorizeFile({ fileId, opens: true }, dossier.people.citizen(ngoc));
      await dossier.client.getFormContent({ dossierId: id, form: 'receipt' }, dossier.people.citizen(ngoc));
    });
    assert.deepEqual(shown, []);
  });

  it('leaves a trace also when it is a form, and the control slip stays the same through it', async () => {
    const slip = () =>
      dossier.client.getFormContent({ dossierId: id, form: 'control-slip' }, officer('hotich.baclieu'));
    const contents: string[] = [];
    const [trace, ...others] = await left(async () => {
      contents.push((await slip()).content, (await slip()).content);
    });
    assert.ok(trace);
    assert.deepEqual(others, []);
    assert.equal(readPayload('personaldata.shown', trace.data).form, 'control-slip');
    assert.equal(contents[0], contents[1]);
  });
});

describe('a declaration that was put right', () => {
  it('is masked before and after, and can be asked for', async () => {
    const citizen = dossier.people.citizen(ngoc);
    const desk = officer('tiepnhan.baclieu');
    const sent = await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id));
    await dossier.service.requestSupplement.execute(desk, sent.id, 1, {
      items: [],
      fields: ['/applicant/phone'],
      reason: 'Số điện thoại không liên lạc được',
    });
    await dossier.service.answerSupplement.execute(citizen, sent.id, 2, {
      components: [],
      answers: { applicant: { phone: '0912000002' } },
    });
    const { supplements, disclosure } = await dossier.service.readDossier.execute(desk, sent.id);
    assert.deepEqual(
      supplements[0]?.changes?.map(({ before: was, after: is }) => [was, is]),
      [['•••••••001', '•••••••002']],
    );
    const pointer = '/supplements/0/changes/0/before';
    assert.ok(disclosure?.fields.includes(pointer));
    const { values } = await dossier.service.showInFull.execute(desk, sent.id, {
      purpose: 'contact',
      fields: [pointer],
    });
    assert.deepEqual(values, [{ pointer, value: '0912000001' }]);
  });
});
