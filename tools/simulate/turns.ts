import { randomUUID } from 'node:crypto';
import { ProblemError, unwrap, type components } from '@motcua/sdk';
import { upload } from './hand-in.js';
import type { Random } from './random.js';
import type { Session } from './session.js';

type Dossier = components['schemas']['Dossier'];

/** What the client gives; `unwrap` reads it. */
type Answer = Parameters<typeof unwrap>[0];

interface Wish {
  /** The turn as the dossier names it. */
  readonly turn: string;
  /** How likely somebody takes it who may; `take` may find that there is nothing to do. */
  readonly chance: number;
  readonly take: (session: Session, dossier: Dossier, random: Random) => Promise<Answer | false | undefined>;
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
    turn: 'refund',
    chance: 0.05,
    take: async ({ client }, dossier) => {
      const payment = dossier.payments.find(({ refundableVnd }) => refundableVnd > 0);
      return (
        payment &&
        client.POST('/api/dossier/v1/dossiers/{id}/refund', {
          params: paramsOf(dossier),
          body: { paymentId: payment.id, amountVnd: payment.refundableVnd, reason: 'Thuộc diện được miễn lệ phí.' },
        })
      );
    },
  },
  {
    turn: 'pause',
    chance: 0.03,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/pause', {
        params: paramsOf(dossier),
        body: { ground: 'fieldCheck', reason: 'Chờ kết quả kiểm tra thực địa.' },
      }),
  },
  {
    turn: 'resume',
    chance: 0.5,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/resume', {
        params: paramsOf(dossier),
        body: { ground: 'fieldCheck', reason: 'Đã kiểm tra xong.' },
      }),
  },
  {
    turn: 'stepBack',
    chance: 0.03,
    take: async ({ client }, dossier, random) => {
      const steps = dossier.stepBackTo ?? [];
      return (
        steps.length > 0 &&
        client.POST('/api/dossier/v1/dossiers/{id}/step-back', {
          params: paramsOf(dossier),
          body: { toElementId: random.pick(steps).elementId, reason: random.pick(reasons) },
        })
      );
    },
  },
  {
    turn: 'consult',
    chance: 0.03,
    take: async ({ client }, dossier, random) => {
      const path = { id: dossier.id };
      const agencies = unwrap(
        await client.GET('/api/dossier/v1/dossiers/{id}/consultations/agencies', { params: { path } }),
      );
      return client.POST('/api/dossier/v1/dossiers/{id}/consultations', {
        params: paramsOf(dossier),
        body: {
          agencyCodes: [random.pick(agencies.items).code],
          question: 'Đề nghị cho ý kiến về nội dung thuộc lĩnh vực quản lý.',
          limit: { n: 3, unit: 'workingDay' },
        },
      });
    },
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

/** What leaders do with what has a result, now and then. */
const ofLeaders: readonly Wish[] = [
  {
    turn: 'reopen',
    chance: 0.1,
    take: ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/reopen', {
        params: paramsOf(dossier),
        body: { reason: 'Khiếu nại có cơ sở một phần.', complaintReference: 'Quyết định 12/QĐ-UBND' },
      }),
  },
  {
    turn: 'correctResult',
    chance: 0.1,
    take: async ({ client }, dossier) =>
      client.POST('/api/dossier/v1/dossiers/{id}/correct-result', {
        params: paramsOf(dossier),
        body: { resultFileIds: [await upload(client, 'Kết quả đính chính')], reason: 'Sai ngày sinh do lỗi đánh máy.' },
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
    turn: 'chooseDelivery',
    chance: 0.1,
    take: ({ client }, dossier) =>
      client.PUT('/api/dossier/v1/dossiers/{id}/result-wish', {
        params: paramsOf(dossier),
        body: { resultBy: 'postal', postalAddress: '12 Trần Phú, phường Bạc Liêu' },
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

/** A leader looks through what was done lately. Gives how many turns they took. */
export async function lookBack(leader: Session, random: Random): Promise<number> {
  const page = await leader.client.GET('/api/dossier/v1/dossiers', { params: { query: { view: 'done', limit: 20 } } });
  let taken = 0;
  for (const { id } of unwrap(page).items) if (await takeTurn(leader, ofLeaders, id, random)) taken++;
  return taken;
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
  const dossier = unwrap(
    await session.client.GET('/api/dossier/v1/dossiers/{id}', { params: { path: { id: dossierId } } }),
  );
  const possible = new Set(dossier.turns.filter(({ allowed }) => allowed).map(({ turn }): string => turn));
  const wish = wishes.find(({ turn, chance }) => possible.has(turn) && random.chance(chance));
  if (!wish) return false;
  try {
    const answer = await wish.take(session, dossier, random);
    if (answer) unwrap(answer);
    return Boolean(answer);
  } catch (error) {
    if (error instanceof ProblemError && refused.has(error.status)) return false;
    throw error;
  }
}

function paramsOf({ id, version }: Dossier) {
  return { path: { id }, header: { 'If-Match': `"${version}"`, 'Idempotency-Key': randomUUID() } };
}
