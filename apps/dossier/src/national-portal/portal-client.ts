import { withinTime } from '@motcua/service-kit/time-limit';
import type { SupplementItem } from '../supplement/request-supplement.js';
import { at, type PortalShape } from './portal-shape.js';

/** The portal gave no answer, or none that says anything of what it was sent: another attempt may be better. */
export class PortalAway extends Error {
  override readonly name = 'PortalAway';
}

/** The portal will not have what it was sent: another attempt would end the same. */
export class PortalRefuses extends Error {
  override readonly name = 'PortalRefuses';
}

/** What the portal says that it knows of a dossier. */
export interface Standing {
  readonly number: string;
  readonly sequence: number;
  readonly state: string;
}

/** A state as the portal is told. */
export interface ToldState {
  readonly sequence: number;
  readonly state: string;
  readonly at: Date;
  readonly eventId: string;
  readonly code: string | undefined;
  readonly trackingNumber: string;
  readonly dueAt: Date | undefined;
  /** What the citizen is asked to bring. */
  readonly request: ToldRequest | undefined;
}

export interface ToldRequest {
  readonly id: string;
  readonly lapsesAt: Date;
  readonly reason: string;
  readonly items: readonly SupplementItem[];
  /** JSON pointers into the declaration. */
  readonly fields: readonly string[];
}

/** What came of a supplement or withdrawal that was given at the portal. */
export interface Outcome {
  readonly at: Date;
  /** Why it was not taken. */
  readonly refusal: { readonly type: string; readonly reason: string } | undefined;
}

interface Connection {
  readonly url: string;
  readonly token: string | undefined;
  readonly timeoutMs: number;
  readonly shape: PortalShape;
}

/** Statuses that speak of what was sent, and not of the portal or of our access to it. */
const refusals = [400, 404, 409, 413, 415, 422];
const mostBytes = 8 * 1024 * 1024;
const longestWords = 300;

/**
 * The portal's interface. Each call ends within its time and reads a bounded answer.
 * All methods throw PortalAway, or PortalRefuses.
 */
export class PortalClient {
  constructor(private readonly connection: Connection) {}

  /** Dossiers that were handed in there and that we have not confirmed, each as the portal says it. */
  async arrivals(limit: number, stop: AbortSignal): Promise<unknown[]> {
    const { addresses, arrival } = this.connection.shape;
    return listAt(await this.call('GET', fill(addresses.arrivals, { limit }), undefined, stop), arrival.items);
  }

  /** We have it; the portal need not hand it over again. */
  async received(number: string, stop: AbortSignal): Promise<void> {
    await this.call('POST', fill(this.connection.shape.addresses.received, { number }), {}, stop);
  }

  /** @returns what the portal knows from now on */
  async tell(number: string, told: ToldState, stop: AbortSignal): Promise<Standing> {
    const { addresses, state: names } = this.connection.shape;
    const body = {
      [names.sequence]: told.sequence,
      [names.state]: told.state,
      [names.at]: told.at.toISOString(),
      [names.eventId]: told.eventId,
      [names.trackingNumber]: told.trackingNumber,
      ...(told.code !== undefined && { [names.code]: told.code }),
      ...(told.dueAt && { [names.dueAt]: told.dueAt.toISOString() }),
      ...(told.request && { [names.request]: this.requestOf(told.request) }),
    };
    const answer = await this.call('POST', fill(addresses.states, { number }), body, stop);
    // One that answers with nothing has what it was sent.
    return this.standingOf(answer) ?? { number, sequence: told.sequence, state: told.state };
  }

  /** What citizens said there of dossiers that we have, and we have not confirmed. */
  async followUps(limit: number, stop: AbortSignal): Promise<unknown[]> {
    const { addresses, followUp } = this.connection.shape;
    if (addresses.followUps === false) return [];
    return listAt(await this.call('GET', fill(addresses.followUps, { limit }), undefined, stop), followUp.items);
  }

  async followUpReceived(number: string, stop: AbortSignal): Promise<void> {
    await this.call('POST', fill(this.connection.shape.addresses.followUpReceived, { number }), {}, stop);
  }

  /** What came of it. */
  async outcome(number: string, { at: moment, refusal }: Outcome, stop: AbortSignal): Promise<void> {
    const { addresses, outcome: names } = this.connection.shape;
    const body = {
      [names.taken]: refusal === undefined,
      [names.at]: moment.toISOString(),
      ...(refusal && { [names.problem]: refusal.type, [names.reason]: refusal.reason }),
    };
    await this.call('POST', fill(addresses.outcomes, { number }), body, stop);
  }

  /** What the portal knows of our dossiers, by number, behind one of them. */
  async standings(
    after: string,
    limit: number,
    stop: AbortSignal,
  ): Promise<{ items: Standing[]; next: string | undefined }> {
    const { addresses, standing } = this.connection.shape;
    const answer = await this.call('GET', fill(addresses.standings, { after, limit }), undefined, stop);
    const next = at(answer, standing.next);
    return {
      items: listAt(answer, standing.items).flatMap((item) => this.standingOf(item) ?? []),
      next: typeof next === 'string' && next !== '' ? next : undefined,
    };
  }

  private requestOf({ id, lapsesAt, reason, items, fields }: ToldRequest): object {
    const { request: names } = this.connection.shape;
    return {
      [names.id]: id,
      [names.lapsesAt]: lapsesAt.toISOString(),
      [names.reason]: reason,
      [names.items]: items.map(({ componentCode, note, legalBasis }) => ({
        ...(componentCode !== undefined && { [names.componentCode]: componentCode }),
        [names.note]: note,
        ...(legalBasis !== undefined && { [names.legalBasis]: legalBasis }),
      })),
      [names.fields]: fields,
    };
  }

  private standingOf(value: unknown): Standing | undefined {
    const { standing } = this.connection.shape;
    const [number, sequence, state] = [standing.number, standing.sequence, standing.state].map((path) =>
      at(value, path),
    );
    const isText = typeof state === 'string' || typeof state === 'number';
    if (typeof number !== 'string' || typeof sequence !== 'number' || !isText) return undefined;
    return { number, sequence, state: String(state) };
  }

  private async call(method: 'GET' | 'POST', path: string, body: object | undefined, stop: AbortSignal) {
    const { url, token, timeoutMs } = this.connection;
    try {
      const { response, text } = await withinTime(timeoutMs, stop, async (signal) => {
        const answer = await fetch(`${url.replace(/\/$/, '')}${path}`, {
          ...{ method, redirect: 'error', signal },
          headers: {
            accept: 'application/json',
            ...(body && { 'content-type': 'application/json' }),
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
          ...(body && { body: JSON.stringify(body) }),
        });
        return { response: answer, text: await readText(answer) };
      });
      if (response.ok) return text === '' ? undefined : (JSON.parse(text) as unknown);
      const words = `HTTP ${response.status} ${text}`.slice(0, longestWords).trim();
      throw refusals.includes(response.status) ? new PortalRefuses(words) : new PortalAway(words);
    } catch (error) {
      if (error instanceof PortalRefuses || error instanceof PortalAway) throw error;
      throw new PortalAway(wordsOf(error), { cause: error });
    }
  }
}

/** What a failed attempt is remembered by. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // `fetch failed` alone says nothing; its cause does.
  const cause = error.cause instanceof Error && error.cause.message ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, longestWords);
}

function fill(address: string, values: Readonly<Record<string, string | number>>): string {
  return address.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function listAt(answer: unknown, path: string): unknown[] {
  const list = at(answer, path);
  if (Array.isArray(list)) return list;
  throw new PortalAway(`the answer has no list at ${path}`);
}

async function readText({ body }: Response): Promise<string> {
  if (!body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBytes) throw new PortalAway(`the answer is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
