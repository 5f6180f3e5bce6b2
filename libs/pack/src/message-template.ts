import { z } from 'zod';
import { BilingualText } from './legal-value.js';
import { demand } from './schema-demand.js';

/** What every message may say about its dossier. `code` is the tracking number until there is a code. */
const ofEveryDossier = ['procedureName', 'trackingNumber', 'code', 'agencyName'] as const;

/** What somebody wrote or what is known of one event alone; such words are kept sealed, so no subject may bear them. */
const words = ['reason', 'items'];

/** The messages that a province words, and what each may say beside that: to the citizen first, then to officers. */
const placeholders = {
  'dossier.submitted': [],
  'dossier.accepted': ['dueAt'],
  'dossier.rejected': ['reason'],
  'supplement.requested': ['items', 'reason', 'lapsesAt'],
  'supplement.answered': ['dueAt'],
  'supplement.lapsed': [],
  'clock.paused': ['ground', 'reason'],
  'clock.resumed': ['ground', 'dueAt'],
  'dossier.extended': ['wasDueAt', 'dueAt', 'reason'],
  'deadline.recomputed': ['wasDueAt', 'dueAt', 'reason'],
  'fee.assessed': ['amount'],
  'fee.paid': ['amount'],
  'fee.refunded': ['amount'],
  'dossier.decided': ['dueAt'],
  'dossier.refused': ['reason'],
  'dossier.returned': [],
  'dossier.posted': [],
  'dossier.withdrawn': [],
  'dossier.stopped': ['reason'],
  'dossier.reinstated': [],
  'dossier.reopened': ['dueAt', 'reason'],
  'result.corrected': ['reason'],
  'officer.task.assigned': ['stepName'],
  'officer.task.takenOver': ['stepName'],
  'officer.step.returned': ['stepName', 'reason'],
  'officer.step.near': ['stepName', 'dueAt'],
  'officer.step.overdue': ['stepName', 'dueAt'],
  'officer.deadline.near': ['dueAt'],
  'officer.deadline.overdue': ['dueAt'],
  'officer.deadline.recomputed': ['wasDueAt', 'dueAt', 'reason'],
  'officer.supplement.answered': ['dueAt'],
  'officer.consultation.asked': ['dueAt'],
  'officer.consultation.answered': ['otherAgencyName', 'outcome'],
  'officer.consultation.lapsed': ['otherAgencyName', 'outcome'],
  'officer.subdossier.closed': ['stepName', 'outcome'],
  'officer.dossier.reopened': ['dueAt', 'reason'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MessageKind = keyof typeof placeholders;
export const messageKinds = Object.keys(placeholders) as [MessageKind, ...MessageKind[]];

export const MessageTemplate = z.strictObject({ subject: BilingualText, text: BilingualText });
export type MessageTemplate = z.infer<typeof MessageTemplate>;

/**
 * What the platform tells people, by what happened (`messages.yaml`); where a province has no words for it nobody is told. A line of a text
 * of which something is not known is left out.
 */
export const Messages = z
  .strictObject({ messages: z.partialRecord(z.enum(messageKinds), MessageTemplate) })
  .superRefine(({ messages }, context) => {
    for (const kind of messageKinds) {
      for (const part of ['subject', 'text'] as const) {
        for (const language of ['vi', 'en'] as const) {
          for (const name of unknownPlaceholders(kind, part, messages[kind]?.[part][language] ?? '')) {
            const message = demand({
              vi: `{${name}} không phải chỗ điền của ${part} trong ${kind}`,
              en: `{${name}} is no placeholder of the ${part} of ${kind}`,
            }).error;
            context.addIssue({ code: 'custom', path: ['messages', kind, part, language], message });
          }
        }
      }
    }
  });
export type Messages = z.infer<typeof Messages>['messages'];

function unknownPlaceholders(kind: MessageKind, part: 'subject' | 'text', text: string): string[] {
  const known = new Set<string>([...ofEveryDossier, ...placeholders[kind]]);
  if (part === 'subject') for (const name of words) known.delete(name);
  return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name = '']) => (known.has(name) ? [] : [name]));
}
