import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { SignInRequired, type Problem } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { callerOf, repeated } from '../neighbours.fixture.js';
import { birth, business, centre, commune, ngoc, online, quan } from '../sample-dossiers.fixture.js';
import { sampleRules } from '../sample-province.fixture.js';
import { declarationOn } from '../walks/declaration.fixture.js';
import {
  AnswersInvalid,
  ComponentsInvalid,
  FileAlreadyUsed,
  ProcedureNotOffered,
  WayNotOffered,
} from './intake.problems.js';
import type { SubmitDossierInput } from './intake.schemas.js';

let dossier: DossierForTest;
let citizen: Caller;

before(async () => {
  dossier = await dossierForTest();
  citizen = dossier.people.citizen(ngoc);
});
after(() => dossier.close());

function submit(input: SubmitDossierInput, caller = citizen) {
  return dossier.service.submitDossier.execute(caller, input);
}

/** How many rows there are of everything that a submission writes. */
async function countRows(): Promise<unknown> {
  const [row] = await dossier.select(
    `select (select count(*) from dossier) as dossiers, (select count(*) from dossier_component) as papers, (select count(*) from dossier_file) as files,
            (select count(*) from task) as tasks, (select count(*) from event_log) as events, (select count(*) from idempotency_key) as keys`,
  );
  return row;
}

async function refused(
  type: new (...given: never[]) => Problem,
  input: SubmitDossierInput,
  caller = citizen,
): Promise<string[]> {
  const rows = await countRows();
  const error = await submit(input, caller).catch((caught: unknown) => caught);
  assert.ok(error instanceof type, String(error));
  assert.deepEqual(await countRows(), rows, 'a refused dossier leaves nothing');
  return error.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a dossier handed in online', () => {
  it('for an agency without a desk of its own waits at the nearest counter, whose officer takes it in', async () => {
    const rules = await sampleRules();
    for (const [code, competentAgencyCode] of [
      ['1.014199', 'so-noi-vu'],
      ['3.000333', 'cong-an-tinh'],
    ] as const) {
      const { form, components } = rules.getProcedure(code, 1).definition;
      const answers = declarationOn(form);
      const papers = components
        .filter((paper) => paper.required && !paper.form)
        .map((paper) => ({ code: paper.code, fileIds: [dossier.files.upload(citizen, `${paper.code}.pdf`).id] }));
      const { id } = await submit({ procedureCode: code, competentAgencyCode, answers, components: papers });
      const rows = await dossier.select(
        `select d.intake_agency_code, d.competent_agency_code, t.element_id, t.candidates
           from dossier d join task t on t.dossier_id = d.id where d.id = $1`,
        [id],
      );
      assert.deepEqual(rows, [
        {
          intake_agency_code: centre,
          competent_agency_code: competentAgencyCode,
          element_id: 'receive',
          candidates: [`${centre}/one-stop-officer`],
        },
      ]);
    }
  });

  it('gets a tracking number and waits at the one-stop desk of the agency that decides, without code or clock', async () => {
    const file = dossier.files.upload(citizen, 'Giấy chứng sinh.pdf');
    const answer = await submit(online(file.id));
    const [row] = await dossier.select(
      `select tracking_number, code, state, version, channel, intake_agency_code, competent_agency_code, citizen_id, submitted_at, accepted_at, due_at
         from dossier where id = $1`,
      [answer.id],
    );
    assert.deepEqual(row, {
      tracking_number: answer.trackingNumber,
      code: null,
      state: 'submitted',
      version: 1,
      channel: 'online',
      intake_agency_code: commune,
      competent_agency_code: commune,
      citizen_id: citizen.subjectId,
      submitted_at: new Date(answer.submittedAt),
      accepted_at: null,
      due_at: null,
    });
    assert.deepEqual(
      await dossier.select('select element_id, state, candidates from task where dossier_id = $1', [answer.id]),
      [{ element_id: 'receive', state: 'open', candidates: [`${commune}/one-stop-officer`] }],
    );
    assert.deepEqual(
      await dossier.select('select file_id, component_code, media_type from dossier_file where dossier_id = $1', [
        answer.id,
      ]),
      [{ file_id: file.id, component_code: 'birth-attestation', media_type: 'application/pdf' }],
    );
  });

  it('is told to the others with the ids of its files, and nothing of the person but an id', async () => {
    const file = dossier.files.upload(citizen, 'Giấy chứng sinh.pdf');
    const { id, trackingNumber } = await submit(online(file.id));
    const event = await until(() => dossier.published.find(({ subject }) => subject === id));
    assert.equal(event.type, 'dossier.submitted');
    const said = JSON.parse(event.data) as Record<string, unknown>;
    assert.deepEqual(said.fileIds, [file.id]);
    assert.equal(said.citizenId, citizen.subjectId);
    assert.equal(said.trackingNumber, trackingNumber);
    assert.doesNotMatch(event.data, /Ngọc|chứng sinh|0951900/);
  });

  it('is refused for a procedure that there is not, or that the agency does not decide', async () => {
    const input = online(dossier.files.upload(citizen).id);
    assert.deepEqual(await refused(ProcedureNotOffered, { ...input, procedureCode: 'x' }), [
      '/procedureCode unknownProcedure',
    ]);
    assert.deepEqual(await refused(ProcedureNotOffered, { ...input, competentAgencyCode: 'so-xay-dung' }), [
      '/competentAgencyCode notOffered',
    ]);
  });

  it('is refused for a procedure that is handed in at a counter alone', async () => {
    const procedures = dossier.part.procedures.map((procedure) =>
      procedure.code === business ? { ...procedure, ways: ['counter' as const] } : procedure,
    );
    await dossier.putInForce({ ...dossier.part, procedures });
    const input = online(dossier.files.upload(citizen).id, { procedureCode: business });
    assert.deepEqual(await refused(WayNotOffered, input), ['/procedureCode notOffered']);
    await dossier.putInForce(dossier.part);
  });

  it('is refused with every fault of the declaration, or of the papers', async () => {
    const input = online(dossier.files.upload(citizen).id);
    assert.ok((await refused(AnswersInvalid, { ...input, answers: {} })).includes('/answers/child/fullName required'));
    assert.deepEqual(
      await refused(ComponentsInvalid, { ...input, components: [{ code: 'birth-attestation', fileIds: [] }] }),
      ['/components/0/fileIds required'],
    );
  });

  it('is refused with a file of another person', async () => {
    const file = dossier.files.upload(dossier.people.citizen(quan));
    assert.deepEqual(await refused(ComponentsInvalid, online(file.id)), ['/components/0/fileIds/0 unknownFile']);
  });

  it('is refused when its file already belongs to a dossier, also when both come at once', async () => {
    const file = dossier.files.upload(citizen);
    const results = await Promise.allSettled([submit(online(file.id)), submit(online(file.id))]);
    const [lost, ...others] = results.filter((result) => result.status === 'rejected');
    assert.equal(others.length, 0);
    assert.ok(lost?.reason instanceof FileAlreadyUsed, String(lost?.reason));
    assert.deepEqual(await refused(FileAlreadyUsed, online(file.id)), []);
  });

  it('is refused for an account that no longer exists', async () => {
    const gone = callerOf('citizen', randomUUID());
    assert.deepEqual(await refused(SignInRequired, online(dossier.files.upload(gone).id), gone), []);
  });

  it('keeps the rules that it came in under when others come into force', async () => {
    const { id } = await submit(online(dossier.files.upload(citizen).id));
    const procedures = dossier.part.procedures.filter(({ code }) => code !== birth);
    const hash = await dossier.putInForce({ ...dossier.part, procedures });
    const [row] = await dossier.select<{ pack_hash: string }>('select pack_hash from dossier where id = $1', [id]);
    assert.notEqual(row?.pack_hash, hash);
    assert.equal((await dossier.service.readDossier.execute(citizen, id)).procedure.name.vi, 'Đăng ký khai sinh');
    assert.deepEqual(await refused(ProcedureNotOffered, online(dossier.files.upload(citizen).id)), [
      '/procedureCode unknownProcedure',
    ]);
    await dossier.putInForce(dossier.part);
  });
});

describe('a submission sent twice with the same key', () => {
  it('gives the same answer, though the file is in use by then', async () => {
    const caller = repeated(citizen, randomUUID());
    const input = online(dossier.files.upload(citizen).id);
    const first = await submit(input, caller);
    const rows = await countRows();
    assert.deepEqual(await submit(input, caller), first);
    assert.deepEqual(await countRows(), rows);
  });

  it('is another person’s own business with the same key', async () => {
    const key = randomUUID();
    const other = dossier.people.citizen(quan);
    const first = await submit(online(dossier.files.upload(citizen).id), repeated(citizen, key));
    const second = await submit(online(dossier.files.upload(other).id), repeated(other, key));
    assert.notEqual(second.id, first.id);
  });
});
