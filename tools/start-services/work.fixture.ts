import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Markers, markedBirth } from './marked-birth.fixture.js';
import type { Person } from './person.fixture.js';

const desks = 4;
/** Between two requests of a desk: a load that two processors bear while others start beside it. */
const restMs = 40;

/** People who go on working whatever happens, and try nothing twice. */
export class Work {
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
