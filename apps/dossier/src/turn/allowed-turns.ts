import type { Text } from '@motcua/service-kit/errors';

/** Everything that may be done with a dossier as a whole; what is done with a task has the task's own rules. */
export const turnNames = [
  'accept',
  'reject',
  'requestSupplement',
  'overrideSupplement',
  'answerSupplement',
  'withdraw',
  'stop',
  'extend',
  'pause',
  'resume',
  'stepBack',
  'consult',
  'chooseDelivery',
  'recordPayment',
  'payOnline',
  'refund',
  'correctResult',
  'reopen',
  'rate',
] as const;
export type Turn = (typeof turnNames)[number];

/**
 * What a caller is to a dossier: its citizen (`holder`), the desk that took it in (`desk`), an officer with an open step of it (`worker`; who is only
 * asked for an opinion is none), or somebody who answers for the agency that decides (`leader`).
 */
export type Relation = 'holder' | 'desk' | 'worker' | 'leader';

/** What decides whether a turn is possible now. */
export interface TurnFacts {
  readonly state: 'submitted' | 'inProcess' | 'decided' | 'returned' | 'rejected' | 'withdrawn' | 'stopped';
  readonly pausedGrounds: readonly string[];
  /** Those by which steps hold the clock, and nobody has decided on beside. */
  readonly heldGrounds: readonly string[];
  readonly feeState: 'none' | 'due' | 'paid' | 'partlyRefunded' | 'refunded';
  /** What the procedure lets wait for its fee. */
  readonly feeFirst: 'acceptance' | 'result' | undefined;
  /** Money that came and was not given back, in đồng. */
  readonly refundableVnd: number;
  /** Whether there is a provider that takes payments. */
  readonly paysOnline: boolean;
  readonly isOverdue: boolean;
  /** Supplement requests so far in the stage that the dossier is in, and how many the rule allows. */
  readonly supplements: { readonly asked: number; readonly allowed: number };
  readonly extensions: { readonly given: number; readonly allowed: number };
  readonly isSubDossier: boolean;
  readonly isRated: boolean;
}

/** Why a turn is not possible; a stable code for clients, and words for people. */
export interface Obstacle {
  readonly code: string;
  readonly text: Text;
}

interface Rule {
  readonly by: readonly Relation[];
  readonly obstacle: (facts: TurnFacts) => Obstacle | undefined;
}

const obstacles = {
  notBefore: { vi: 'Hồ sơ chưa được tiếp nhận.', en: 'The dossier has not been accepted yet.' },
  accepted: { vi: 'Hồ sơ đã được tiếp nhận.', en: 'The dossier has been accepted already.' },
  decided: { vi: 'Hồ sơ đã có kết quả.', en: 'The dossier has been decided.' },
  undecided: { vi: 'Hồ sơ chưa có kết quả.', en: 'The dossier has not been decided yet.' },
  returned: { vi: 'Kết quả đã được trả.', en: 'The result has been handed over.' },
  notReturned: { vi: 'Kết quả chưa được trả.', en: 'The result has not been handed over yet.' },
  closed: { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' },
  waitsForSupplement: {
    vi: 'Đang chờ người nộp bổ sung hồ sơ.',
    en: 'It waits for the applicant to bring what is missing.',
  },
  noSupplement: { vi: 'Không có yêu cầu bổ sung nào.', en: 'Nothing has been asked for.' },
  supplementsSpent: {
    vi: 'Đã yêu cầu bổ sung đủ số lần cho phép; cần lãnh đạo nêu lý do.',
    en: 'It was asked for as often as allowed; a leader has to give the reason for more.',
  },
  extensionsSpent: { vi: 'Đã gia hạn đủ số lần cho phép.', en: 'It has been extended as often as allowed.' },
  overdue: { vi: 'Đã quá hạn, không thể gia hạn.', en: 'It is overdue and can no longer be extended.' },
  paused: { vi: 'Thời hạn đang tạm dừng.', en: 'The clock stands still.' },
  running: { vi: 'Thời hạn không bị tạm dừng.', en: 'The clock is not paused.' },
  heldByStep: {
    vi: 'Bước đang thực hiện giữ thời hạn tạm dừng theo quy định; thời hạn tự chạy tiếp khi bước này xong.',
    en: 'An open step lets the clock stand still by law; it runs on by itself when the step is done.',
  },
  nothingDue: { vi: 'Không có khoản phí, lệ phí nào phải nộp.', en: 'There is nothing to pay.' },
  nothingPaid: { vi: 'Không có khoản đã nộp nào để hoàn.', en: 'There is no payment to give back.' },
  feeFirst: {
    vi: 'Phí, lệ phí phải được nộp trước.',
    en: 'The fee has to be paid first.',
  },
  onlineOff: {
    vi: 'Chưa mở thanh toán trực tuyến; vui lòng nộp tại quầy.',
    en: 'Payment online is not available; please pay at the counter.',
  },
  partOfAnother: {
    vi: 'Đây là phần của một hồ sơ liên thông; hãy thao tác ở hồ sơ gốc.',
    en: 'This is part of an interconnected dossier; act on the parent.',
  },
  separated: {
    vi: 'Bạn đã thực hiện một bước trước của hồ sơ này; theo quy định của thủ tục, bước này phải do người khác thực hiện.',
    en: 'You have done an earlier step of this dossier; by the procedure’s rules somebody else has to do this one.',
  },
  rated: { vi: 'Bạn đã đánh giá hồ sơ này.', en: 'You have rated this dossier.' },
} as const satisfies Record<string, Text>;

/** What decides whether a step can be done now. */
export interface TaskFacts extends Pick<TurnFacts, 'pausedGrounds' | 'feeState' | 'feeFirst'> {
  readonly kind: string;
  readonly decision: 'approved' | 'refused' | null;
}

/**
 * Nobody works on a dossier for which papers are missing, or money that the procedure wants first. Who hands over a refusal asks for none.
 */
export function taskObstacle({ pausedGrounds, feeState, feeFirst, kind, decision }: TaskFacts): Obstacle | undefined {
  if (pausedGrounds.includes('supplement')) return because('waitsForSupplement');
  const holdsBack = feeFirst === 'acceptance' || (feeFirst === 'result' && kind === 'deliver');
  return holdsBack && feeState === 'due' && decision !== 'refused' ? because('feeFirst') : undefined;
}

/** Who has received or examined a dossier does not sign it as well, where its procedure says so. */
export function separationObstacle(
  { notBy = [] }: { readonly notBy?: readonly string[] },
  doneByCaller: readonly string[],
): Obstacle | undefined {
  return notBy.some((elementId) => doneByCaller.includes(elementId)) ? because('separated') : undefined;
}

function because(code: keyof typeof obstacles): Obstacle {
  return { code, text: obstacles[code] };
}

/** Obstacles that only the act itself can judge. */
export const becauseClosed = because('closed');
export const becausePaused = because('paused');
export const becauseNotPaused = because('running');
export const becauseHeldByStep = because('heldByStep');
export const becauseNotAccepted = because('notBefore');

const isClosed = ({ state }: TurnFacts) => state === 'rejected' || state === 'withdrawn' || state === 'stopped';

/** What must be so for a dossier still to be decided. */
function untilDecided(facts: TurnFacts): Obstacle | undefined {
  if (isClosed(facts)) return because('closed');
  return facts.state === 'decided' || facts.state === 'returned' ? because('decided') : undefined;
}

function inProcess(facts: TurnFacts): Obstacle | undefined {
  return untilDecided(facts) ?? (facts.state === 'submitted' ? because('notBefore') : undefined);
}

const waitsForSupplement = ({ pausedGrounds }: TurnFacts) => pausedGrounds.includes('supplement');

/** The only place that says who may do what with a dossier, and when. */
export const turnRules = {
  accept: {
    by: ['desk'],
    obstacle: (facts) =>
      untilDecided(facts) ??
      (facts.state === 'inProcess'
        ? because('accepted')
        : waitsForSupplement(facts)
          ? because('waitsForSupplement')
          : facts.feeFirst === 'acceptance' && facts.feeState === 'due'
            ? because('feeFirst')
            : undefined),
  },
  reject: {
    by: ['desk'],
    obstacle: (facts) => untilDecided(facts) ?? (facts.state === 'inProcess' ? because('accepted') : undefined),
  },
  requestSupplement: {
    by: ['desk', 'worker', 'leader'],
    obstacle: (facts) => {
      const { asked, allowed } = facts.supplements;
      return (
        untilDecided(facts) ??
        (waitsForSupplement(facts)
          ? because('waitsForSupplement')
          : asked >= allowed
            ? because('supplementsSpent')
            : undefined)
      );
    },
  },
  overrideSupplement: {
    by: ['leader'],
    obstacle: (facts) => untilDecided(facts) ?? (waitsForSupplement(facts) ? because('waitsForSupplement') : undefined),
  },
  answerSupplement: {
    by: ['holder', 'desk'],
    obstacle: (facts) => untilDecided(facts) ?? (waitsForSupplement(facts) ? undefined : because('noSupplement')),
  },
  withdraw: {
    by: ['holder', 'desk'],
    obstacle: (facts) => untilDecided(facts) ?? (facts.isSubDossier ? because('partOfAnother') : undefined),
  },
  stop: { by: ['worker', 'leader'], obstacle: inProcess },
  extend: {
    by: ['leader'],
    obstacle: (facts) => {
      const { given, allowed } = facts.extensions;
      return (
        inProcess(facts) ??
        (facts.pausedGrounds.length > 0
          ? because('paused')
          : given >= allowed
            ? because('extensionsSpent')
            : facts.isOverdue
              ? because('overdue')
              : undefined)
      );
    },
  },
  pause: { by: ['leader'], obstacle: (facts) => inProcess(facts) },
  resume: {
    by: ['leader'],
    obstacle: (facts) =>
      inProcess(facts) ??
      (facts.pausedGrounds.some((ground) => ground !== 'supplement' && !facts.heldGrounds.includes(ground))
        ? undefined
        : facts.heldGrounds.length > 0
          ? because('heldByStep')
          : because('running')),
  },
  stepBack: {
    by: ['worker', 'leader'],
    obstacle: (facts) => inProcess(facts) ?? (facts.pausedGrounds.length > 0 ? because('paused') : undefined),
  },
  consult: { by: ['worker'], obstacle: inProcess },
  chooseDelivery: {
    by: ['holder', 'desk'],
    obstacle: (facts) =>
      isClosed(facts) ? because('closed') : facts.state === 'returned' ? because('returned') : undefined,
  },
  recordPayment: { by: ['desk'], obstacle: (facts) => (facts.feeState === 'due' ? undefined : because('nothingDue')) },
  payOnline: {
    by: ['holder'],
    obstacle: (facts) =>
      facts.feeState !== 'due' ? because('nothingDue') : facts.paysOnline ? undefined : because('onlineOff'),
  },
  refund: {
    by: ['leader'],
    obstacle: (facts) => (facts.refundableVnd > 0 ? undefined : because('nothingPaid')),
  },
  correctResult: {
    by: ['leader'],
    obstacle: (facts) =>
      isClosed(facts)
        ? because('closed')
        : facts.state === 'decided' || facts.state === 'returned'
          ? undefined
          : because('undecided'),
  },
  reopen: {
    by: ['leader'],
    obstacle: (facts) =>
      isClosed(facts)
        ? because('closed')
        : facts.state === 'decided' || facts.state === 'returned'
          ? undefined
          : because('undecided'),
  },
  rate: {
    by: ['holder'],
    obstacle: (facts) =>
      facts.isRated
        ? because('rated')
        : facts.state === 'returned' || isClosed(facts)
          ? undefined
          : because('notReturned'),
  },
} as const satisfies Record<Turn, Rule>;

/** One turn as a page shows it: allowed now, or why not. */
export interface TurnNow {
  readonly turn: Turn;
  readonly allowed: boolean;
  readonly obstacle?: Obstacle;
}

/** The turns that are the caller's to take, each with what stands in its way now. Those of others are not told of. */
export function turnsOf(facts: TurnFacts, relations: readonly Relation[]): TurnNow[] {
  return turnNames
    .filter((turn) => isFor(turn, relations))
    .map((turn) => {
      const obstacle = turnRules[turn].obstacle(facts);
      return { turn, allowed: obstacle === undefined, ...(obstacle && { obstacle }) };
    });
}

export function isFor(turn: Turn, relations: readonly Relation[]): boolean {
  return turnRules[turn].by.some((relation) => relations.includes(relation));
}
