import { randomUUID } from 'node:crypto';
import { unwrap, type components } from '@motcua/sdk';
import type { AnswerContext } from '../simulate/answers.js';
import { handInOnline, takeInAtCounter, type HandedIn } from '../simulate/hand-in.js';
import { Random } from '../simulate/random.js';
import { clientWithCookies, Session } from '../simulate/session.js';
import { Failure } from '../command-line.js';
import type { SendUntilAnswered } from './send-until-answered.js';

type Task = components['schemas']['Task'];

/** A registration of a birth goes online and at the counter, names a file, and passes through four hands. */
const procedureCode = '1.001193';

/** An agency and those who work there. */
export interface Desk {
  readonly agencyCode: string;
  readonly intake: Session;
  readonly officers: readonly Session[];
}

/** The people of the demonstration who hand in and work on dossiers, each with a session of their own. */
export class Crew {
  /** Who does a step at an agency, as it was found out. */
  private readonly hands = new Map<string, Session>();

  private constructor(
    readonly desks: readonly [Desk, ...Desk[]],
    readonly administrator: Session,
    private readonly citizens: readonly Session[],
    private readonly procedure: components['schemas']['Procedure'],
    private readonly context: AnswerContext,
  ) {}

  /** @throws Failure when the platform has no people for the work */
  static async open(baseUrl: string, sender: SendUntilAnswered): Promise<Crew> {
    const anybody = clientWithCookies(baseUrl, sender.send);
    const { demoAccounts } = unwrap(await anybody.GET('/api/identity/v1/province'));
    const sessions = await Promise.all(
      (demoAccounts ?? []).map(({ identifier, password }) => Session.open(baseUrl, identifier, password, sender.send)),
    );
    const params = { path: { code: procedureCode } };
    const procedure = unwrap(await anybody.GET('/api/dossier/v1/procedures/{code}', { params }));
    const communes = unwrap(
      await anybody.GET('/api/identity/v1/agencies', { params: { query: { kind: 'commune' } } }),
    ).items;
    const [first, ...others] = communes.flatMap(({ code }) => deskAt(code, sessions) ?? []);
    const administrator = sessions.find(({ profile }) => hasRole(profile.positions, 'administer'));
    const citizens = sessions.filter(({ profile }) => profile.kind === 'citizen');
    if (!first || !administrator || citizens.length === 0) throw new Failure('The province has nobody to do the work.');
    return new Crew([first, ...others], administrator, citizens, procedure, {
      communeCodes: communes.flatMap(({ adminUnitCode }) => adminUnitCode ?? []),
      today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    });
  }

  handInOnline(agencyCode: string, random: Random): Promise<HandedIn> {
    return handInOnline(random.pick(this.citizens), this.procedure, agencyCode, random, this.context);
  }

  takeIn({ intake, agencyCode }: Desk, random: Random): Promise<HandedIn> {
    return takeInAtCounter(intake, this.procedure, agencyCode, random, this.context);
  }

  /** Accepts what came online. */
  async accept({ intake }: Desk, { id, version }: HandedIn): Promise<void> {
    const header = { 'If-Match': `"${version}"`, 'Idempotency-Key': randomUUID() };
    unwrap(await intake.client.POST('/api/dossier/v1/dossiers/{id}/accept', { params: { path: { id }, header } }));
  }

  /** The task that is open in a dossier, with who may do it; undefined when the dossier is through. */
  async openTask(desk: Desk, dossierId: string): Promise<{ officer: Session; task: Task } | undefined> {
    const last = this.hands.get(`${desk.agencyCode} ${dossierId}`);
    for (const officer of last ? [last, ...desk.officers] : desk.officers) {
      const params = { path: { id: dossierId } };
      const { tasks, state } = unwrap(await officer.client.GET('/api/dossier/v1/dossiers/{id}', { params }));
      if (state === 'returned') return undefined;
      const task = tasks.find(({ allowed }) => allowed.includes('complete'));
      if (!task) continue;
      this.hands.set(`${desk.agencyCode} ${dossierId}`, officer);
      return { officer, task };
    }
    return undefined;
  }

  async claim(officer: Session, task: Task): Promise<Task> {
    const params = { path: { id: task.id }, header: { 'If-Match': `"${task.version}"` } };
    const headers = { 'Idempotency-Key': randomUUID() };
    return unwrap(await officer.client.POST('/api/dossier/v1/tasks/{id}/claim', { params, headers }));
  }

  /** Completes a task with its good outcome. */
  async complete(officer: Session, task: Task): Promise<void> {
    const header = { 'If-Match': `"${task.version}"`, 'Idempotency-Key': randomUUID() };
    const outcome = task.outcomes.find(({ tone }) => tone === 'positive');
    unwrap(
      await officer.client.POST('/api/dossier/v1/tasks/{id}/complete', {
        params: { path: { id: task.id }, header },
        body: outcome ? { outcome: outcome.value } : {},
      }),
    );
  }

  /** Asks each service to try again what it has parked. */
  async retryParked(): Promise<void> {
    const { client } = this.administrator;
    unwrap(await client.POST('/api/document/v1/parked-events/retry'));
    unwrap(await client.POST('/api/notification/v1/parked-events/retry'));
    unwrap(await client.POST('/api/reporting/v1/parked-events/retry'));
  }
}

type Positions = Session['profile']['positions'];

function deskAt(agencyCode: string, sessions: readonly Session[]): Desk | undefined {
  const officers = sessions.filter(({ profile }) =>
    profile.positions.some((position) => position.agencyCode === agencyCode),
  );
  const of = (role: Positions[number]['roles'][number]) =>
    officers.find(({ profile }) => hasRole(profile.positions, role));
  const intake = of('intake');
  return intake && of('process') && of('approve') ? { agencyCode, intake, officers } : undefined;
}

function hasRole(positions: Positions, role: Positions[number]['roles'][number]): boolean {
  return positions.some(({ roles }) => roles.includes(role));
}
