import { unwrap, type components } from '@motcua/sdk';
import type { AnswerContext } from './answers.js';
import { handInOnline, takeInAtCounter } from './hand-in.js';
import { Random } from './random.js';
import type { Session } from './session.js';
import { followOwnDossiers, lookBack } from './turns.js';
import { workThroughInbox } from './work.js';

interface SimulationOptions {
  /** The people of the demonstration, signed in. */
  readonly sessions: readonly Session[];
  readonly days: number;
  readonly perDay: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

export interface Simulation {
  readonly handedIn: number;
  readonly stepsDone: number;
  /** How many of the dossiers of this simulation stand in each state. */
  readonly states: Readonly<Record<string, number>>;
}

const desks = 4;

/** Days of work: citizens and counters hand in, officers work through their inboxes, citizens follow what becomes of it. */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const random = new Random(options.seed);
  const { sessions } = options;
  const citizens = sessions.filter(({ profile }) => profile.kind === 'citizen');
  const officers = sessions.filter(({ profile }) => profile.kind === 'officer');
  const counters = officers.filter(({ profile }) => profile.permissions.includes('dossier.intake'));
  const leaders = officers.filter(({ profile }) => profile.permissions.includes('dossier.oversee'));
  const desk = await openDesk(random.pick(citizens), officers);
  const dossierIds: string[] = [];
  let stepsDone = 0;
  for (let day = 1; day <= options.days; day++) {
    await inParallel(options.perDay, async (index) => {
      // Of its own, as the desks draw in an order that no seed decides.
      const random = new Random(options.seed * 1_000_003 + day * 1_000 + index);
      const procedure = random.pick(desk.procedures);
      const agencyCode = random.pick(procedure.agencyCodes);
      const handedIn = isOnline(procedure, random)
        ? await handInOnline(random.pick(citizens), procedure.detail, agencyCode, random, desk.context)
        : await takeInAtCounter(random.pick(counters), procedure.detail, agencyCode, random, desk.context);
      dossierIds.push(handedIn.id);
    });
    for (const officer of officers) stepsDone += await workThroughInbox(officer, random, 0.75);
    for (const leader of leaders) await lookBack(leader, random);
    for (const citizen of citizens) await followOwnDossiers(citizen, random);
    options.progress(`day ${day} of ${options.days}: ${dossierIds.length} dossiers handed in, ${stepsDone} steps done`);
  }
  return { handedIn: dossierIds.length, stepsDone, states: await countStates(sessions, dossierIds) };
}

/** At a counter where there is one, else online. */
function isOnline({ detail: { ways } }: OfferedProcedure, random: Random): boolean {
  return ways.includes('online') && (random.chance(0.5) || !ways.includes('counter'));
}

interface OfferedProcedure {
  readonly detail: components['schemas']['Procedure'];
  readonly agencyCodes: readonly string[];
}

/** Procedures with those of their agencies at which somebody of the demonstration works. */
async function openDesk(
  citizen: Session,
  officers: readonly Session[],
): Promise<{ procedures: OfferedProcedure[]; context: AnswerContext }> {
  const staffed = new Set(officers.flatMap(({ profile }) => profile.positions.map((position) => position.agencyCode)));
  const { items } = unwrap(
    await citizen.client.GET('/api/dossier/v1/procedures', { params: { query: { limit: 100 } } }),
  );
  const procedures = await Promise.all(
    items.map(async ({ code }) => {
      const path = { code };
      const detail = unwrap(await citizen.client.GET('/api/dossier/v1/procedures/{code}', { params: { path } }));
      const agencies = unwrap(
        await citizen.client.GET('/api/dossier/v1/procedures/{code}/agencies', { params: { path, query: {} } }),
      );
      return {
        detail,
        agencyCodes: agencies.items.map((agency) => agency.code).filter((agencyCode) => staffed.has(agencyCode)),
      };
    }),
  );
  const communes = unwrap(
    await citizen.client.GET('/api/identity/v1/agencies', { params: { query: { kind: 'commune' } } }),
  );
  return {
    procedures: procedures.filter(({ agencyCodes }) => agencyCodes.length > 0),
    context: {
      communeCodes: communes.items.flatMap((agency) => agency.adminUnitCode ?? []),
      today: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
    },
  };
}

async function inParallel(count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: desks }, async () => {
      while (next < count) await act(next++);
    }),
  );
}

/** Asks as whoever may see each: citizens their own, officers those of their agencies. */
async function countStates(
  sessions: readonly Session[],
  dossierIds: readonly string[],
): Promise<Record<string, number>> {
  const wanted = new Set(dossierIds);
  const states: Record<string, number> = {};
  for (const { client, profile } of sessions) {
    const path = profile.kind === 'citizen' ? '/api/dossier/v1/my/dossiers' : '/api/dossier/v1/dossiers';
    let after: string | undefined;
    do {
      const page = unwrap(
        await client.GET(path, { params: { query: { limit: 100, ...(after !== undefined && { after }) } } }),
      );
      for (const { id, state, decision } of page.items) {
        if (!wanted.delete(id)) continue;
        const name = decision ? `${state}, ${decision}` : state;
        states[name] = (states[name] ?? 0) + 1;
      }
      after = page.next;
    } while (after !== undefined && wanted.size > 0);
  }
  return states;
}
