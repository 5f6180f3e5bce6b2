import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { FormDefinition } from '@motcua/form';
import { unwrap } from '@motcua/sdk';
import { plausibleAnswers } from '../simulate/answers.js';
import { Random } from '../simulate/random.js';
import { Session } from '../simulate/session.js';

const officerName = 'tiepnhan.baclieu';
const procedureCode = '2.000815';
const askAgainAfterMs = 100;

export interface Account {
  readonly identifier: string;
  readonly password: string;
}

/** The officer at the counter, as soon as the province is in force. */
export async function counterOfficer(baseUrl: string): Promise<Account> {
  for (;;) {
    const province = await fetch(`${baseUrl}/api/identity/v1/province`).then(
      (response) => response.json() as Promise<{ demoAccounts?: Account[] }>,
    );
    const account = province.demoAccounts?.find(({ identifier }) => identifier === officerName);
    if (account) return account;
    await pause(askAgainAfterMs);
  }
}

export type IntakeInput = Awaited<ReturnType<typeof intakeInput>>;

/** A dossier on paper for a counter: certified copies for a citizen who has an account. */
export async function intakeInput({ client, profile }: Session) {
  const agencyCode = profile.positions[0]?.agencyCode ?? '';
  const { form } = unwrap(
    await client.GET('/api/dossier/v1/procedures/{code}', { params: { path: { code: procedureCode } } }),
  );
  // The API describes a form loosely, as its schema is a schema of schemas; it is the pack's own.
  const answers: Record<string, unknown> = plausibleAnswers(form as unknown as FormDefinition, new Random(1), {
    communeCodes: ['31825'],
    today: '2026-11-25',
  });
  return {
    procedureCode,
    competentAgencyCode: agencyCode,
    intakeAgencyCode: agencyCode,
    channel: 'counter' as const,
    submitter: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: '095190000017', phone: '0912345678' },
    answers,
    components: [{ code: 'original', fileIds: [], copyKind: 'original' as const, sets: 1 }],
  };
}

/** Takes dossiers in through the HTTP doors of the dossier service, each in turn, with little work of its own beside the service's. */
export class CounterDoor {
  private readonly agent = new Agent({ keepAlive: true });
  private turn = 0;
  /** How often a service refused an intake for a while (503). */
  refused = 0;

  private constructor(
    private readonly cookie: string,
    private readonly body: string,
    /** The doors that are knocked at. */
    public ports: readonly number[],
  ) {}

  /** Signs the officer in at the web address; intakes then go to the ports directly. */
  static async open(
    baseUrl: string,
    { identifier, password }: Account,
    input: IntakeInput,
    ports: readonly number[],
  ): Promise<CounterDoor> {
    const response = await fetch(`${baseUrl}/api/identity/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ identifier, password }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`Signing in was answered with ${response.status}`);
    return new CounterDoor(cookie, JSON.stringify(input), ports);
  }

  /** Takes one dossier in; resolves with its id when it is committed. Where the platform asks to wait, it waits, as clients do. */
  async takeIn(idempotencyKey: string = randomUUID()): Promise<{ id: string }> {
    const answer = await this.send(idempotencyKey);
    const text = Buffer.concat(await answer.toArray()).toString();
    if (answer.statusCode === 503) {
      this.refused += 1;
      await pause(Number(answer.headers['retry-after'] ?? 1) * 1_000);
      return this.takeIn(idempotencyKey);
    }
    if (answer.statusCode !== 201) throw new Error(`An intake was answered with ${answer.statusCode}: ${text}`);
    return JSON.parse(text) as { id: string };
  }

  /** A server closes a connection that was idle; who has just sent something over it sends it again, with the same key. */
  private async send(idempotencyKey: string): Promise<IncomingMessage> {
    const sent = request({
      agent: this.agent,
      host: '127.0.0.1',
      port: this.ports[this.turn++ % this.ports.length],
      method: 'POST',
      path: '/api/dossier/v1/counter-dossiers',
      headers: {
        cookie: this.cookie,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(this.body),
        'idempotency-key': idempotencyKey,
      },
    });
    sent.end(this.body);
    try {
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return answer;
    } catch (error) {
      if (!sent.reusedSocket) throw error;
      return this.send(idempotencyKey);
    }
  }

  /** Reads something as the officer. */
  async read(url: string): Promise<Uint8Array> {
    const response = await fetch(url, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  close(): void {
    this.agent.destroy();
  }
}
