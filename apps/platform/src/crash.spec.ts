import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { asSuperuser, findRunningPostgres } from '@motcua/embedded-postgres';
import { freePort, RunningPlatform } from './running-platform.fixture.js';

const submits = 200;
const atOnce = 16;
// At another moment in each run; the name of the suite says which, should it fail.
const killAfter = randomInt(20, 120);

interface Accepted {
  readonly id: string;
  readonly code: string;
  readonly trackingNumber: string;
}

describe(`a platform that is killed after ${killAfter} of ${submits} submits`, () => {
  let dataDir: string;
  let port: number;
  let platform: RunningPlatform;
  let cookie: string;
  const keys = Array.from({ length: submits }, () => randomUUID());
  const answered = new Map<string, Accepted>();

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-crash-'));
    port = await freePort();
    platform = await RunningPlatform.start(dataDir, port);
    cookie = await signIn(platform.url);
    await submitUntilKilled();
    platform = await RunningPlatform.start(dataDir, port);
    await untilDrained(dataDir);
  });
  after(async () => {
    assert.equal(await platform.end('SIGINT'), 0);
    await rm(dataDir, { recursive: true, force: true });
  });

  async function submitUntilKilled(): Promise<void> {
    const waiting = [...keys];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
          const answer = await submit(platform.url, cookie, key).catch(() => undefined);
          if (answer?.status === 201) answered.set(key, answer.body);
          if (answered.size === killAfter) void platform.end('SIGKILL');
        }
      }),
    );
    await platform.ended();
    assert.ok(
      answered.size >= killAfter && answered.size < submits,
      `killed in the middle: ${answered.size} were answered`,
    );
  }

  it('has every submit that it answered, with its code and its events', async () => {
    const rows = await dossierRows(dataDir);
    const codes = new Map(rows.map((row) => [row.id, row.code]));
    for (const { id, code } of answered.values()) assert.equal(codes.get(id), code);
  });

  it('has none that is half there', async () => {
    for (const row of await dossierRows(dataDir)) {
      assert.deepEqual(
        {
          tasks: row.tasks,
          papers: row.papers,
          events: row.events,
          gaps: row.last_sequence - row.events,
          answers: row.answers,
        },
        { tasks: 2, papers: 1, events: 3, gaps: 0, answers: 1 },
        row.id,
      );
    }
    const [code] = await query<{ last: number; dossiers: number }>(
      dataDir,
      'motcua_dossier',
      'select (select max(last) from code_counter) as last, (select count(*)::integer from dossier) as dossiers',
    );
    assert.equal(code?.last, code?.dossiers, 'no code was lost with a command that did not commit');
  });

  it('gives every event its effect once', async () => {
    const dossiers = await dossierRows(dataDir);
    const [counted] = await query<{ received: number; rows: number }>(
      dataDir,
      'motcua_reporting',
      `select (select coalesce(sum(received), 0)::integer from daily_count where generation = live) as received,
              (select count(*)::integer from dossier_report where generation = live and accepted_at is not null) as rows
         from projection_generation`,
    );
    assert.deepEqual(counted, { received: dossiers.length, rows: dossiers.length });
    const messages = await query<{ kind: string; count: number }>(
      dataDir,
      'motcua_notification',
      'select kind, count(*)::integer as count from message group by kind order by kind',
    );
    assert.deepEqual(messages, [
      { kind: 'dossier.accepted', count: dossiers.length },
      { kind: 'dossier.submitted', count: dossiers.length },
    ]);
    const [chain] = await query<{ positions: number; events: number; last: number }>(
      dataDir,
      'motcua_dossier',
      'select count(*)::integer as positions, max(position)::integer as last, (select count(*)::integer from event_log) as events from event_position',
    );
    assert.deepEqual(chain, { positions: dossiers.length * 3, last: dossiers.length * 3, events: dossiers.length * 3 });
  });

  it('gives the same answer to a repeated Idempotency-Key, and files the rest once', async () => {
    for (const key of keys) {
      const { status, body } = await submit(platform.url, cookie, key);
      assert.equal(status, 201);
      const before = answered.get(key);
      if (before)
        assert.deepEqual([body.id, body.code, body.trackingNumber], [before.id, before.code, before.trackingNumber]);
    }
    assert.equal((await dossierRows(dataDir)).length, submits);
  });
});

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/identity/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'tiepnhan.baclieu', password: 'motcua-2026' }),
  });
  assert.equal(response.status, 200);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function submit(url: string, cookie: string, key: string): Promise<{ status: number; body: Accepted }> {
  const response = await fetch(`${url}/api/dossier/v1/counter-dossiers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'idempotency-key': key },
    body: JSON.stringify({
      procedureCode: '2.000815',
      competentAgencyCode: 'ubnd-phuong-bac-lieu',
      intakeAgencyCode: 'ubnd-phuong-bac-lieu',
      channel: 'counter',
      submitter: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: '095190000017' },
      answers: {
        applicant: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: '095190000017', phone: '0912345678' },
        document: { name: 'Bằng tốt nghiệp', issuer: 'Trường Đại học Cần Thơ', pages: 3, copies: 2, copyForm: 'paper' },
        genuine: true,
      },
      components: [{ code: 'original', fileIds: [], copyKind: 'original', sets: 1 }],
    }),
  });
  return { status: response.status, body: (await response.json()) as Accepted };
}

function query<Row extends object>(dataDir: string, database: string, text: string): Promise<Row[]> {
  const postgres = findRunningPostgres(dataDir);
  assert.ok(postgres);
  return asSuperuser(postgres, database, async (client) => (await client.query<Row>(text)).rows);
}

function dossierRows(dataDir: string) {
  return query<{
    id: string;
    code: string;
    tasks: number;
    papers: number;
    events: number;
    last_sequence: number;
    answers: number;
  }>(
    dataDir,
    'motcua_dossier',
    `select d.id, d.code,
            (select count(*)::integer from task t where t.dossier_id = d.id) as tasks,
            (select count(*)::integer from dossier_component c where c.dossier_id = d.id) as papers,
            (select count(*)::integer from event_log l where l.aggregate_id = d.id) as events,
            (select max(l.sequence) from event_log l where l.aggregate_id = d.id) as last_sequence,
            (select count(*)::integer from idempotency_key k where k.answer ->> 'id' = d.id::text) as answers
       from dossier d`,
  );
}

/** Consumers have had what was committed when the outbox is empty, and nothing is parked. */
async function untilDrained(dataDir: string): Promise<void> {
  for (;;) {
    const [row] = await query<{ waiting: boolean }>(
      dataDir,
      'motcua_dossier',
      'select exists (select from outbox) as waiting',
    );
    if (!row?.waiting) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const database of ['motcua_reporting', 'motcua_notification', 'motcua_document']) {
    const [row] = await query<{ parked: number }>(
      dataDir,
      database,
      'select count(*)::integer as parked from parked_event',
    );
    assert.equal(row?.parked, 0, database);
  }
}
