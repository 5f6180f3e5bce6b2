import { randomUUID } from 'node:crypto';
import { ProblemError, unwrap, type components } from '@motcua/sdk';
import type { Random } from './random.js';
import type { Session } from './session.js';

type Dossier = components['schemas']['Dossier'];

/** What the client gives; `unwrap` reads it. */
type Answer = Parameters<typeof unwrap>[0];

interface Wish {
  /** The turn as the dossier names it. */
  readonly turn: string;
  /** How likely somebody takes it who may. */
  readonly chance: number;
  readonly take: (session: Session, dossier: Dossier, random: Random) => Promise<Answer>;
}

const reasons = [
  'Giấy tờ kèm theo chưa rõ, cần đối chiếu lại.',
  'Cần thêm thời gian kiểm tra thực địa.',
  'Chưa đủ điều kiện theo quy định.',
];

/** What officers do with a dossier on their desk beside its next step, now and then. */
const ofOfficers: readonly Wish[] = [
  {
    turn: 'recordPayment',
    chance: 0.4,
    take: ({ client }, dossier, random) =>
      client.POST('/api/dossier/v1/dossiers/{id}/counter-payment', {
        params: paramsOf(dossier),
        body: {
          amountVnd: dossier.fees.reduce((sum, fee) => sum + fee.amountVnd, 0),
          means: random.pick(['cash', 'card', 'transfer'] as const),
          receiptNumber: `BL ${dossier.code ?? dossier.trackingNumber}`,
        },
      }),
  },
  {
    turn: 'requestSupplement',
    chance: 0.1,
    take: ({ client }, dossier, random) =>
      client.POST('/api/dossier/v1/dossiers/{id}/supplement', {
        params: paramsOf(dossier),
        body: {
          items: [{ note: 'Bản chụp chưa rõ, đề nghị nộp lại.', legalBasis: 'Nghị định 118/2025/NĐ-CP' }],
          reason: random.pick(reasons),
        },
      }),
  },
  {
    turn: 'reject',
    chance: 0.05,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/reject', {
        params: paramsOf(dossier),
        body: { reason: 'Không thuộc thẩm quyền giải quyết của cơ quan này.' },
      }),
  },
  {
    turn: 'extend',
    chance: 0.06,
    take: ({ client }, dossier, random) =>
      client.POST('/api/dossier/v1/dossiers/{id}/extend', {
        params: paramsOf(dossier),
        body: { extension: { n: random.whole(1, 3), unit: 'workingDay' }, reason: 'Cần thêm ý kiến chuyên môn.' },
      }),
  },
  {
    turn: 'stop',
    chance: 0.02,
    take: ({ client }, dossier, random) =>
      client.POST('/api/dossier/v1/dossiers/{id}/stop', {
        params: paramsOf(dossier),
        body: { reason: random.pick(reasons) },
      }),
  },
];

const ofCitizens: readonly Wish[] = [
  {
    turn: 'answerSupplement',
    chance: 0.6,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/supplement/answer', {
        params: paramsOf(dossier),
        body: { components: [], note: 'Tôi đã nộp lại bản rõ hơn tại quầy.' },
      }),
  },
  {
    turn: 'withdraw',
    chance: 0.04,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/withdraw', {
        params: paramsOf(dossier),
        body: { reason: 'Tôi chưa cần nữa.' },
      }),
  },
  {
    turn: 'rate',
    chance: 0.7,
    take: ({ client }, dossier, random) => {
      const isContent = random.chance(0.85);
      const points = () => (isContent ? random.whole(1, 2) : random.whole(0, 1));
      return client.POST('/api/dossier/v1/dossiers/{id}/rating', {
        params: paramsOf(dossier),
        body: { points: { timeLimit: points(), attitude: points(), counter: points() }, satisfied: isContent },
      });
    },
  },
];

/** What may rightly be refused: somebody else was first, or the law has a limit that the simulation does not know. */
const refused = new Set([409, 412, 422]);

/** An officer's other ways with a dossier. Tells whether one was taken: the dossier is then no longer what its task said. */
export function takeOfficersTurn(officer: Session, dossierId: string, random: Random): Promise<boolean> {
  return takeTurn(officer, ofOfficers, dossierId, random);
}

/** Citizens answer what they were asked, change their mind, and say what they think. Gives how many turns they took. */
export async function followOwnDossiers(citizen: Session, random: Random): Promise<number> {
  const page = await citizen.client.GET('/api/dossier/v1/my/dossiers', { params: { query: { limit: 100 } } });
  let taken = 0;
  for (const { id } of unwrap(page).items) if (await takeTurn(citizen, ofCitizens, id, random)) taken++;
  return taken;
}

async function takeTurn(
  session: Session,
  wishes: readonly Wish[],
  dossierId: string,
  random: Random,
): Promise<boolean> {
  const wish = wishes.find(({ chance }) => random.chance(chance));
  if (!wish) return false;
  const dossier = unwrap(
    await session.client.GET('/api/dossier/v1/dossiers/{id}', { params: { path: { id: dossierId } } }),
  );
  if (!dossier.turns.some(({ turn, allowed }) => turn === wish.turn && allowed)) return false;
  try {
    unwrap(await wish.take(session, dossier, random));
    return true;
  } catch (error) {
    if (error instanceof ProblemError && refused.has(error.status)) return false;
    throw error;
  }
}

function paramsOf({ id, version }: Dossier) {
  return { path: { id }, header: { 'If-Match': `"${version}"`, 'Idempotency-Key': randomUUID() } };
}
