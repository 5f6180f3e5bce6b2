import { findName, type MessageKind, type NotificationPart, type Text } from '../pack-part.js';

/** What an event of a dossier gives to a message: codes and times. */
export interface DossierFacts {
  readonly dossierId: string;
  readonly procedureCode: string;
  readonly competentAgencyCode: string;
  readonly trackingNumber: string;
  readonly code?: string;
  readonly dueAt?: Date | undefined;
}

export interface RenderedMessage {
  readonly subject: Text;
  readonly text: Text;
}

const unnamedAgency: Text = { vi: 'cơ quan có thẩm quyền', en: 'the competent agency' };

/** A message in both languages, from the province's template; names are those of the day of the event. */
export function renderMessage(
  part: NotificationPart,
  kind: MessageKind,
  facts: DossierFacts,
  happenedAt: Date,
): RenderedMessage {
  const template = part.messages[kind];
  const on = civilDateInVietnam(happenedAt);
  const procedureName = findName(part.procedures, facts.procedureCode, on);
  const agencyName = findName(part.agencies, facts.competentAgencyCode, on) ?? unnamedAgency;
  const fill = (text: Text, language: keyof Text) =>
    fillTemplate(text[language], {
      procedureName: procedureName?.[language] ?? facts.procedureCode,
      agencyName: agencyName[language],
      trackingNumber: facts.trackingNumber,
      code: facts.code ?? '',
      dueAt: facts.dueAt ? momentInVietnam(facts.dueAt) : '',
    });
  const both = (text: Text): Text => ({ vi: fill(text, 'vi'), en: fill(text, 'en') });
  return { subject: both(template.subject), text: both(template.text) };
}

/** Placeholders that are not known stay as they are; a sentence that begins with one begins with a capital. */
function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.trim().replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

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
