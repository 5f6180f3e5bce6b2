import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { testKafka } from '@motcua/testing';
import { ClusterForSpec } from './cluster.fixture.js';
import { Markers, markedBirth } from './marked-birth.fixture.js';
import type { Person } from './person.fixture.js';
import { serviceNames } from './service-cluster.js';

const { brokers, skip } = await testKafka();

const desks = 4;
/** Between two requests of a desk: a load that two processors bear while others start beside it. */
const restMs = 40;

/** People who go on working whatever happens, and try nothing twice. */
class Work {
  readonly accepted: string[] = [];
  readonly failures: string[] = [];
  answers = 0;
  private isOver = false;
  private working: Promise<unknown> = Promise.resolve();

  begin(officer: Person, citizen: Person, leader: Person): void {
    this.working = Promise.all(Array.from({ length: desks }, () => this.workAt(officer, citizen, leader)));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.working;
  }

  private async workAt(officer: Person, citizen: Person, leader: Person): Promise<void> {
    while (!this.isOver) {
      await this.takeIn(officer);
      const [id] = this.accepted.slice(-1);
      await this.read(officer, `/api/dossier/v1/dossiers/${id}`);
      await this.read(officer, '/api/dossier/v1/tasks');
      await this.read(officer, '/api/identity/v1/session');
      await this.read(citizen, '/api/notification/v1/messages');
      await this.read(leader, '/api/reporting/v1/overview');
      await this.upload(officer);
    }
  }

  private async takeIn(officer: Person): Promise<void> {
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = markedBirth(new Markers());
    await this.hear(201, 'POST counter-dossiers', async () => {
      const answer = await officer.send('POST', '/api/dossier/v1/counter-dossiers', { body, headers });
      if (answer.status === 201) this.accepted.push((answer.body as { id: string }).id);
      return answer;
    });
  }

  private read(person: Person, path: string): Promise<void> {
    return this.hear(200, `GET ${path}`, () => person.send('GET', path));
  }

  private upload(person: Person): Promise<void> {
    return this.hear(201, 'POST files', async () => {
      await person.upload('scan.pdf');
      return { status: 201, body: undefined };
    });
  }

  private async hear(
    expected: number,
    what: string,
    ask: () => Promise<{ readonly status: number; readonly body: unknown }>,
  ): Promise<void> {
    const at = new Date().toISOString();
    try {
      const { status, body } = await ask();
      if (status !== expected) this.failures.push(`${at} ${what}: ${status} ${JSON.stringify(body)}`);
    } catch (error) {
      this.failures.push(`${at} ${what}: ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
    }
    this.answers += 1;
    await pause(restMs);
  }
}

describe('a roll-out under load', { skip }, () => {
  const work = new Work();
  const stops: string[] = [];
  let test: ClusterForSpec;

  before(async () => {
    test = await ClusterForSpec.start(brokers);
    const officer = await test.person('tiepnhan.baclieu');
    const [citizen, leader] = [await test.person('095190000017'), await test.person('chutich.baclieu')];
    work.begin(officer, citizen, leader);
    await pause(1_000);
    // One of each service at a time, as a deployment of each does it beside the others.
    for (const index of [0, 1]) {
      await Promise.all(
        serviceNames.map(async (service) => {
          const replica = test.cluster.of(service)[index];
          assert.ok(replica);
          stops.push(`${new Date().toISOString()} ${service}-${index + 1} stops`);
          await test.cluster.restart(replica);
          stops.push(`${new Date().toISOString()} ${service}-${index + 1} is back`);
        }),
      );
    }
    await pause(1_000);
    await work.end();
    await test.untilTaken();
  });

  after(() => test.stop());

  it('fails not one request, though nobody asks twice', (context) => {
    context.diagnostic(`${work.answers} requests, ${work.accepted.length} dossiers`);
    assert.deepEqual(work.failures, [], stops.join('\n'));
    assert.ok(work.answers > 500);
  });

  it('loses no dossier that was accepted, and counts each once', async () => {
    const dossiers = await test.select<{ id: string }>('dossier', 'select id from dossier');
    assert.deepEqual(dossiers.map(({ id }) => id).sort(), [...work.accepted].sort());
    const counted = await test.select<{ dossier_id: string }>('reporting', 'select dossier_id from dossier_report');
    assert.deepEqual(counted.map((row) => row.dossier_id).sort(), [...work.accepted].sort());
  });
});
