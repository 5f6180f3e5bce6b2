import type { MessageKind } from '@motcua/pack';
import { groundWords } from '../hearing/words.js';
import { findName, type NotificationPart, type Text } from '../pack-part.js';

/** What an event of a dossier gives to a message: codes. */
export interface DossierFacts {
  readonly dossierId: string;
  readonly procedureCode: string;
  readonly competentAgencyCode: string;
  readonly trackingNumber: string;
  readonly code?: string | undefined;
}

/** What a message says beside that. What is undefined is not known. */
export interface SaidFacts {
  readonly dueAt?: Date | undefined;
  readonly wasDueAt?: Date | undefined;
  readonly lapsesAt?: Date | undefined;
  /** In the words of whoever acted. */
  readonly reason?: Text | undefined;
  /** A line an item, in the words of whoever asked for them. */
  readonly items?: readonly Text[];
  readonly step?: Text | undefined;
  readonly outcome?: Text | undefined;
  /** Another agency than the one that decides. */
  readonly agencyCode?: string;
  /** Name of the ground on which a clock stands still. */
  readonly ground?: string;
  readonly amountVnd?: number;
}

export interface RenderedMessage {
  readonly subject: Text;
  readonly text: Text;
}

const unnamedAgency: Text = { vi: 'cơ quan có thẩm quyền', en: 'the competent agency' };

/**
 * A message in both languages, from the province's template; names are those of the day of the event. Lines of the text of which something
 * is not known are left out. Undefined where the province has no words for it.
 */
export function renderMessage(
  part: NotificationPart,
  kind: MessageKind,
  facts: DossierFacts,
  happenedAt: Date,
  says: SaidFacts = {},
): RenderedMessage | undefined {
  const template = part.messages[kind];
  if (!template) return undefined;
  const on = civilDateInVietnam(happenedAt);
  const agencyName = (code: string) => findName(part.agencies, code, on);
  const values = (language: keyof Text): Readonly<Record<string, string | undefined>> => ({
    procedureName: findName(part.procedures, facts.procedureCode, on)?.[language] ?? facts.procedureCode,
    agencyName: (agencyName(facts.competentAgencyCode) ?? unnamedAgency)[language],
    trackingNumber: facts.trackingNumber,
    code: facts.code ?? facts.trackingNumber,
    dueAt: says.dueAt && momentInVietnam(says.dueAt),
    wasDueAt: says.wasDueAt && momentInVietnam(says.wasDueAt),
    lapsesAt: says.lapsesAt && momentInVietnam(says.lapsesAt),
    reason: says.reason?.[language],
    items: says.items?.map((item) => `• ${item[language]}`).join('\n'),
    stepName: says.step?.[language],
    outcome: says.outcome?.[language],
    otherAgencyName: says.agencyCode && (agencyName(says.agencyCode)?.[language] ?? says.agencyCode),
    ground: says.ground && groundWords(says.ground)[language],
    amount: says.amountVnd === undefined ? undefined : amounts[language](says.amountVnd),
  });
  const [vi, en] = [values('vi'), values('en')];
  return {
    subject: { vi: fillLine(template.subject.vi, vi) ?? '', en: fillLine(template.subject.en, en) ?? '' },
    text: { vi: fillLines(template.text.vi, vi), en: fillLines(template.text.en, en) },
  };
}

function fillLines(template: string, values: Readonly<Record<string, string | undefined>>): string {
  const lines = template.trim().split('\n');
  return lines.flatMap((line) => fillLine(line, values) ?? []).join('\n');
}

/** A sentence that begins with a value begins with a capital; one of which a value is not known is none. */
function fillLine(line: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  let isKnown = true;
  const filled = line.trim().replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === '') isKnown = false;
    return value ?? '';
  });
  return isKnown ? filled.charAt(0).toUpperCase() + filled.slice(1) : undefined;
}

const amounts = {
  vi: (amountVnd: number) => `${amountVnd.toLocaleString('vi-VN')} đồng`,
  en: (amountVnd: number) => `VND ${amountVnd.toLocaleString('en-GB')}`,
};

const vietnam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `06/05/2025 17:00` */
function momentInVietnam(at: Date): string {
  return vietnam.format(at).replace(',', '');
}

/** `2025-05-06` */
function civilDateInVietnam(at: Date): string {
  const [day, month, year] = momentInVietnam(at).split(' ', 1).join('').split('/');
  return `${year}-${month}-${day}`;
}
