import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findRunningPostgres } from '@motcua/embedded-postgres';
import { birthAtCounter, Databases, temporaryDirectory, Visitor, type Answer } from './platform.fixture.js';
import { StartedPlatform } from './started-platform.fixture.js';

const submissions = 200;
const atOnce = 16;
/** The seed of the moment of death: after how many answers, and how many milliseconds later. */
const seed = 20_260_302;
const answersBeforeDeath = 20 + (seed % 131);
const msBeforeDeath = seed % 23;

interface Accepted {
  readonly id: string;
  readonly code: string;
  readonly trackingNumber: string;
}

/** One dossier at the counter with a scan of its own, under a key that stays the same over retries. */
class Submission {
  readonly key = randomUUID();
  answer: Accepted | undefined;

  constructor(readonly fileId: string) {}

  async send(officer: Visitor): Promise<Answer> {
    const headers = { 'Idempotency-Key': this.key };
    return officer.send('POST', '/api/dossier/v1/counter-dossiers', { body: birthAtCounter([this.fileId]), headers });
  }
}

/** Works through a list with so many at once. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

describe(`a platform that is killed while ${submissions} dossiers come in (seed ${seed})`, () => {
  const directory = temporaryDirectory();
  const dataDir = join(directory, 'data');
  const submitted: Submission[] = [];
  let platform: StartedPlatform;
  let databases: Databases;

  before(async () => {
    platform = await StartedPlatform.start({ dataDir });
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    await inParallel([...Array(submissions).keys()], async () => {
      submitted.push(new Submission((await officer.upload('Giấy chứng sinh.pdf')).id));
    });

    let answers = 0;
    let death: Promise<unknown> | undefined;
    await inParallel(submitted, async (submission) => {
      const answer = await submission.send(officer).catch(() => undefined);
      if (!answer) return; // cut off by the death, or sent after it
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      submission.answer = answer.body as Accepted;
      answers += 1;
      if (answers === answersBeforeDeath) {
        death = new Promise((resolve) => setTimeout(resolve, msBeforeDeath)).then(() => platform.send('SIGKILL'));
      }
    });
    await death;

    platform = await StartedPlatform.start({ dataDir });
    const postgres = findRunningPostgres(dataDir);
    assert.ok(postgres);
    databases = new Databases(postgres);
    await databases.untilQuiet();
  });

  after(async () => {
    await platform.dispose();
    rmSync(directory, { recursive: true });
  });

  it('died in the midst of them', () => {
    const answered = submitted.filter(({ answer }) => answer).length;
    assert.ok(answered >= answersBeforeDeath && answered < submissions, `${answered} were answered`);
  });

  it('has every dossier that it answered for', async () => {
    const rows = await databases.select<Accepted>(
      'dossier',
      'select id, code, tracking_number as "trackingNumber" from dossier',
    );
    const kept = new Map(rows.map((row) => [row.id, row]));
    for (const { answer } of submitted) {
      if (!answer) continue;
      const { id, code, trackingNumber } = answer;
      assert.deepEqual(kept.get(id), { id, code, trackingNumber });
    }
  });

  it('has no dossier by half', async () => {
    const halves = await databases.select(
      'dossier',
      `select d.id from dossier d
        where d.state <> 'inProcess' or d.code is null
           or (select count(*) from dossier_component c where c.dossier_id = d.id) <> 1
           or (select count(*) from dossier_file f where f.dossier_id = d.id) <> 1
           or (select array_agg(t.element_id || ' ' || t.state order by t.element_id) from task t where t.dossier_id = d.id)
              is distinct from array['examine open', 'receive completed']
           or (select array_agg(l.sequence || ' ' || l.type order by l.sequence) from event_log l where l.aggregate_id = d.id)
              is distinct from array['1 dossier.submitted', '2 dossier.accepted', '3 step.completed']
           or (select count(*) from event_position p where p.aggregate_id = d.id) <> 3`,
    );
    assert.deepEqual(halves, []);
    const strangers = await databases.select(
      'dossier',
      'select from event_log l where not exists (select from dossier d where d.id = l.aggregate_id)',
    );
    assert.equal(strangers.length, 0);
  });

  it('gave codes without doubles and without gaps', async () => {
    const rows = await databases.select<{ code: string }>('dossier', 'select code from dossier order by code');
    const days = new Map<string, number>();
    for (const { code } of rows) {
      const [, day = '', number = ''] = /-(\d{6})-(\d+)$/.exec(code) ?? [];
      const last = days.get(day) ?? 0;
      assert.equal(Number(number), last + 1, code);
      days.set(day, last + 1);
    }
  });

  it('let every event have its effect once: in the reports, in messages and on files', async () => {
    const dossiers = await databases.select<{ id: string }>('dossier', 'select id from dossier order by id');
    const ids = dossiers.map(({ id }) => id);
    const facts = await databases.select<{ id: string }>(
      'reporting',
      `select r.dossier_id as id from dossier_report r, projection_generation g
        where r.generation = g.live and r.submitted_at is not null and r.accepted_at is not null order by r.dossier_id`,
    );
    assert.deepEqual(
      facts.map(({ id }) => id),
      ids,
    );
    const [counted] = await databases.select<{ received: number }>(
      'reporting',
      'select sum(c.received)::integer as received from daily_count c, projection_generation g where c.generation = g.live',
    );
    assert.equal(counted?.received, ids.length);

    const messages = await databases.select<{ id: string; kinds: string[] }>(
      'notification',
      'select dossier_id as id, array_agg(kind order by kind) as kinds from message group by dossier_id order by dossier_id',
    );
    assert.deepEqual(
      messages.map(({ id }) => id),
      ids,
    );
    for (const { kinds } of messages) assert.deepEqual(kinds, messages[0]?.kinds);
    assert.equal(new Set(messages[0]?.kinds).size, messages[0]?.kinds.length);

    const claimed = await databases.select<{ file: string; dossier: string }>(
      'document',
      `select id as file, dossier_id as dossier from stored_file where state = 'claimed' order by id`,
    );
    const attached = await databases.select<{ file: string; dossier: string }>(
      'dossier',
      'select file_id as file, dossier_id as dossier from dossier_file order by file_id',
    );
    assert.deepEqual(claimed, attached);
  });

  it('gives the same answer to the same key, and takes in what it had not', async () => {
    const officer = await new Visitor(platform.url).signIn('tiepnhan.baclieu');
    const kept = new Set(
      (await databases.select<{ id: string }>('dossier', 'select id from dossier')).map(({ id }) => id),
    );
    const again: Accepted[] = [];
    await inParallel(submitted, async (submission) => {
      const { status, body } = await submission.send(officer);
      assert.equal(status, 201, JSON.stringify(body));
      again.push(body as Accepted);
      if (submission.answer) assert.deepEqual(body, submission.answer);
    });
    assert.equal(again.length, submissions);
    const [count] = await databases.select<{ count: number }>(
      'dossier',
      'select count(*)::integer as count from dossier',
    );
    assert.equal(count?.count, submissions);
    for (const id of kept)
      assert.ok(
        again.some((answer) => answer.id === id),
        `${id} is kept, but was given for no key`,
      );
  });
});
