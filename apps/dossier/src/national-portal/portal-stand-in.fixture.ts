import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answersFor, birth, commune, ngoc } from '../sample-dossiers.fixture.js';

const main = fileURLToPath(new URL('../../../../tools/national-portal/main.mjs', import.meta.url));

const Told = z.object({
  sequence: z.int(),
  state: z.string(),
  at: z.string(),
  eventId: z.string(),
  code: z.string().optional(),
  dueAt: z.string().optional(),
  request: z
    .object({
      id: z.string(),
      lapsesAt: z.string(),
      reason: z.string(),
      items: z.array(z.object({ note: z.string() })),
      fields: z.array(z.string()),
    })
    .optional(),
});
const FollowUp = z.object({
  number: z.string(),
  confirmed: z.boolean(),
  handedOver: z.int(),
  repeats: z.int(),
  outcome: z
    .object({ taken: z.boolean(), at: z.string(), problem: z.string().optional(), reason: z.string().optional() })
    .optional(),
});
const Known = z.object({
  number: z.string(),
  confirmed: z.boolean(),
  handedOver: z.int(),
  sequence: z.int(),
  state: z.string(),
  told: z.array(Told),
  repeats: z.int(),
  gaps: z.int(),
});
export type KnownToPortal = z.infer<typeof Known>;

export interface Behaviour {
  readonly out?: 'no' | 'reset' | 'unavailable' | 'silent';
  readonly delayMs?: number;
  readonly failEvery?: number;
  readonly loseAnswerEvery?: number;
  readonly repeat?: boolean;
  readonly slow?: Readonly<Record<string, number>>;
  readonly refuse?: readonly string[];
  readonly filesOut?: boolean;
}

export const portalToken = 'a-token-of-the-province';

/** The stand-in of the national portal, `tools/national-portal`, as a process of its own. */
export class PortalStandIn {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<PortalStandIn> {
    const child = spawn(process.execPath, [main, '--token', portalToken, '--with-parent'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const url = /http:\S+$/.exec(line)?.[0];
    if (!url) throw new Error(line);
    return new PortalStandIn(child, url);
  }

  /** What the service is told of it. */
  get environment(): Record<string, string> {
    return { MOTCUA_NATIONAL_PORTAL_URL: this.url, MOTCUA_NATIONAL_PORTAL_TOKEN: portalToken };
  }

  async behave(behaviour: Behaviour): Promise<void> {
    await this.control('PUT', 'behaviour', behaviour);
  }

  /** A citizen hands a registration of a birth in; gives the portal's number. */
  async handIn(change: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const dossier = {
      receivedAt: '2026-03-02T09:00:00+07:00',
      procedureCode: birth,
      competentAgency: commune,
      submitter: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: ngoc, phone: '0912000001' },
      answers: answersFor(birth),
      components: [{ code: 'birth-attestation', files: [{ name: 'Giấy chứng sinh.pdf', location: '/files/1' }] }],
      ...change,
    };
    return z.object({ number: z.string() }).parse(await this.control('POST', 'dossiers', dossier)).number;
  }

  /** A citizen supplements a dossier or takes it back; gives the portal's number of it. */
  async giveMore(said: Readonly<Record<string, unknown>>): Promise<string> {
    return z.object({ number: z.string() }).parse(await this.control('POST', 'follow-ups', said)).number;
  }

  async followUp(number: string): Promise<z.infer<typeof FollowUp>> {
    return FollowUp.parse(await this.control('GET', `follow-ups/${encodeURIComponent(number)}`));
  }

  async known(number: string): Promise<KnownToPortal> {
    return Known.parse(await this.control('GET', `dossiers/${encodeURIComponent(number)}`));
  }

  async all(): Promise<KnownToPortal[]> {
    return z.object({ items: z.array(Known) }).parse(await this.control('GET', 'dossiers')).items;
  }

  async forget(number: string, to: { readonly sequence?: number; readonly state?: string }): Promise<void> {
    await this.control('PATCH', `dossiers/${encodeURIComponent(number)}`, to);
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }

  private async control(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/control/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
