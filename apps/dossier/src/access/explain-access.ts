import type { Caller } from '@motcua/service-kit/caller';
import type { Text } from '@motcua/service-kit/errors';
import {
  isFor,
  separationObstacle,
  turnNames,
  turnRules,
  type Obstacle,
  type Relation,
  type Turn,
  type TurnFacts,
} from '../turn/allowed-turns.js';

/** One ground that speaks for or against, as a person reads it. */
export interface AccessLine {
  readonly code: string;
  /** Whether it speaks for. */
  readonly holds: boolean;
  readonly text: Text;
}

/** What decides whether a person sees a dossier. */
export interface SightFacts {
  readonly kind: Caller['kind'];
  readonly isHolder: boolean;
  /** Agencies whose dossiers the person may see. */
  readonly scope: readonly string[];
  readonly intakeAgency: { readonly code: string; readonly name: Text };
  readonly competentAgency: { readonly code: string; readonly name: Text };
  /** All agencies that took it in, decide it, or have or had a step of it. */
  readonly agencies: readonly string[];
  /** It is part of an interconnected dossier, or has parts, at an agency of the person. */
  readonly isRelated: boolean;
}

/** Why a person sees a dossier, or does not: any ground that holds is enough. */
export function explainSight(facts: SightFacts): { readonly allowed: boolean; readonly lines: readonly AccessLine[] } {
  const lines = facts.kind === 'citizen' ? [holderLine(facts.isHolder)] : officerLines(facts);
  return { allowed: lines.some(({ holds }) => holds), lines };
}

function holderLine(holds: boolean): AccessLine {
  const text = holds
    ? { vi: 'Là người nộp hồ sơ này.', en: 'Is the applicant of this dossier.' }
    : { vi: 'Không phải là người nộp hồ sơ này.', en: 'Is not the applicant of this dossier.' };
  return { code: 'holder', holds, text };
}

function officerLines({ scope, intakeAgency, competentAgency, agencies, isRelated }: SightFacts): AccessLine[] {
  const others = agencies.filter((code) => code !== intakeAgency.code && code !== competentAgency.code);
  return [
    agencyLine('intakeAgency', scope, intakeAgency, { vi: 'cơ quan đã tiếp nhận', en: 'the agency that took it in' }),
    agencyLine('competentAgency', scope, competentAgency, {
      vi: 'cơ quan giải quyết',
      en: 'the agency that decides it',
    }),
    stepLine(others.some((code) => scope.includes(code))),
    ...(isRelated ? [relatedLine] : []),
  ];
}

function agencyLine(
  code: string,
  scope: readonly string[],
  agency: { readonly code: string; readonly name: Text },
  what: Text,
): AccessLine {
  const holds = scope.includes(agency.code);
  const { vi, en } = agency.name;
  const text = holds
    ? { vi: `Thuộc phạm vi ${what.vi}: ${vi}.`, en: `Has ${what.en} within reach: ${en}.` }
    : { vi: `Không thuộc phạm vi ${what.vi}: ${vi}.`, en: `Does not have ${what.en} within reach: ${en}.` };
  return { code, holds, text };
}

function stepLine(holds: boolean): AccessLine {
  const text = holds
    ? {
        vi: 'Cơ quan có một bước của hồ sơ, hoặc được hỏi ý kiến.',
        en: 'The agency has a step of the dossier, or was asked for an opinion.',
      }
    : {
        vi: 'Cơ quan không có bước nào khác của hồ sơ và không được hỏi ý kiến.',
        en: 'The agency has no other step of the dossier and was not asked for an opinion.',
      };
  return { code: 'step', holds, text };
}

const relatedLine: AccessLine = {
  code: 'related',
  holds: true,
  text: {
    vi: 'Cơ quan phụ trách một phần của cùng hồ sơ liên thông.',
    en: 'The agency answers for a part of the same interconnected dossier.',
  },
};

const relationNames = {
  holder: { vi: 'người nộp hồ sơ', en: 'the applicant' },
  desk: { vi: 'cán bộ của bộ phận đã tiếp nhận hồ sơ', en: 'an officer of the desk that took it in' },
  worker: { vi: 'người được giao một bước đang mở', en: 'somebody whose step is open' },
  leader: { vi: 'lãnh đạo cơ quan giải quyết', en: 'a leader of the agency that decides it' },
} as const satisfies Record<Relation, Text>;

/** Why a person may do something with a dossier now, or not: one of the relations must hold, and nothing stand in the way. */
export function explainTurn(
  turn: Turn,
  relations: readonly Relation[],
  facts: TurnFacts,
): { readonly allowed: boolean; readonly lines: readonly AccessLine[] } {
  const { by, obstacle: obstacleOf } = turnRules[turn];
  const obstacle = obstacleOf(facts);
  return {
    allowed: isFor(turn, relations) && obstacle === undefined,
    lines: [...by.map((relation) => relationLine(relation, relations.includes(relation))), ...obstacleLine(obstacle)],
  };
}

/** The same of every turn. */
export function explainTurns(relations: readonly Relation[], facts: TurnFacts) {
  return turnNames.map((turn) => ({ turn, ...explainTurn(turn, relations, facts) }));
}

function relationLine(relation: Relation, holds: boolean): AccessLine {
  const { vi, en } = relationNames[relation];
  return {
    code: relation,
    holds,
    text: holds ? { vi: `Là ${vi}.`, en: `Is ${en}.` } : { vi: `Không phải là ${vi}.`, en: `Is not ${en}.` },
  };
}

function obstacleLine(obstacle: Obstacle | undefined): AccessLine[] {
  return obstacle ? [{ ...obstacle, holds: false }] : [];
}

/** What decides whether a person may complete an open step. */
export interface StepFacts {
  /** Titles of the positions whose holders do it. */
  readonly positions: readonly Text[];
  readonly holdsOne: boolean;
  readonly isClaimedByAnother: boolean;
  /** By which the procedure keeps its doers apart. */
  readonly notBy: readonly string[] | undefined;
  readonly doneByPerson: readonly string[];
  readonly obstacle: Obstacle | undefined;
}

/** Why a person may complete a step now, or not: every line must speak for it. */
export function explainStep(facts: StepFacts): { readonly allowed: boolean; readonly lines: readonly AccessLine[] } {
  const lines = [
    positionLine(facts),
    ...(facts.isClaimedByAnother ? [claimedLine] : []),
    ...obstacleLine(separationObstacle(facts.notBy === undefined ? {} : { notBy: facts.notBy }, facts.doneByPerson)),
    ...obstacleLine(facts.obstacle),
  ];
  return { allowed: lines.every(({ holds }) => holds), lines };
}

function positionLine({ positions, holdsOne }: StepFacts): AccessLine {
  const [vi, en] = [positions.map((title) => title.vi).join(', '), positions.map((title) => title.en).join(', ')];
  const text = holdsOne
    ? { vi: `Giữ vị trí được giao bước này: ${vi}.`, en: `Holds a position that does this step: ${en}.` }
    : { vi: `Không giữ vị trí được giao bước này: ${vi}.`, en: `Holds no position that does this step: ${en}.` };
  return { code: 'position', holds: holdsOne, text };
}

const claimedLine: AccessLine = {
  code: 'claimed',
  holds: false,
  text: { vi: 'Người khác đã nhận xử lý bước này.', en: 'Somebody else has taken this step in charge.' },
};
