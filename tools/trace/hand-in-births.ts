import { setTimeout as pause } from 'node:timers/promises';
import { unwrap } from '@motcua/sdk';
import { handInOnline, takeInAtCounter } from '../simulate/hand-in.js';
import { Random } from '../simulate/random.js';
import { Session } from '../simulate/session.js';
import type { OtlpReceiver, Span } from './otlp-receiver.js';
import type { DrawnTrace } from './waterfall.js';

const commune = 'ubnd-phuong-bac-lieu';
const procedureCode = '1.001193';
const officerName = 'tiepnhan.baclieu';
const citizenNumber = '095190000017';
const demoPassword = 'motcua-2026';
const waitMs = 30_000;
/** The seed of a dossier with a scan. */
const seed = 7;
const takers = ['document', 'notification', 'reporting'];

/** Registers a birth at the counter and another online; gives the traces of both, with all that they caused. */
export async function handInBirths(baseUrl: string, receiver: OtlpReceiver): Promise<DrawnTrace[]> {
  const officer = await untilOpen(() => Session.open(baseUrl, officerName, demoPassword));
  const citizen = await Session.open(baseUrl, citizenNumber, demoPassword);
  const path = { code: procedureCode };
  const procedure = await untilOpen(async () =>
    unwrap(await citizen.client.GET('/api/dossier/v1/procedures/{code}', { params: { path } })),
  );
  const context = { communeCodes: ['31825'], today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10) };
  const counter = () => takeInAtCounter(officer, procedure, commune, new Random(seed), context);
  const online = () => handInOnline(citizen, procedure, commune, new Random(seed), context);
  // The first of each kind, which connects, prepares and compiles, is not what a day looks like.
  await counter();
  await online();
  await counter();
  await online();
  return [
    {
      title: 'A dossier taken in at a counter',
      spans: await traceOf(receiver, 'POST /api/dossier/v1/counter-dossiers', 3),
    },
    { title: 'A dossier handed in online', spans: await traceOf(receiver, 'POST /api/dossier/v1/dossiers', 1) },
  ];
}

/** The province travels to the services as an event. */
async function untilOpen<T>(ask: () => Promise<T>): Promise<T> {
  const end = Date.now() + waitMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(100);
    }
  }
}

/** The trace of the last request by that name, once every service that takes dossiers' events in has taken this one's. */
async function traceOf(receiver: OtlpReceiver, name: string, events: number): Promise<Span[]> {
  const end = Date.now() + waitMs;
  for (let known = 0; ;) {
    const requests = receiver.spans.filter((span) => span.name === name).sort((a, b) => a.startMs - b.startMs);
    const spans = receiver.trace(requests.at(-1)?.traceId ?? '');
    const published = spans.filter(({ kind }) => kind === 'producer').length;
    const taken = new Set(spans.filter(({ kind }) => kind === 'consumer').map(({ service }) => service));
    const isWhole =
      requests.length >= 2 && published >= events && takers.every((taker) => taken.has(`motcua-${taker}`));
    if (isWhole && spans.length === known) return spans;
    known = spans.length;
    if (Date.now() > end) throw new Error(`The trace of ${name} did not become whole: ${spans.length} spans.`);
    await pause(1_000); // each process sends what it has five times in this time
  }
}
