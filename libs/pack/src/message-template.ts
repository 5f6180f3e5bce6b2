import { z } from 'zod';
import { BilingualText } from './legal-value.js';

/** What a message may say about a dossier; nothing personal. */
export const messagePlaceholders = ['procedureName', 'trackingNumber', 'code', 'dueAt', 'agencyName'] as const;

function unknownPlaceholders(text: string): string[] {
  const known = new Set<string>(messagePlaceholders);
  return [...text.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name]) =>
    name !== undefined && known.has(name) ? [] : [`{${name}}`],
  );
}

const TemplateText = BilingualText.superRefine((text, context) => {
  for (const language of ['vi', 'en'] as const) {
    for (const placeholder of unknownPlaceholders(text[language])) {
      context.addIssue({ code: 'custom', path: [language], message: `${placeholder} is no placeholder of messages` });
    }
  }
});

export const MessageTemplate = z.strictObject({ subject: TemplateText, text: TemplateText });
export type MessageTemplate = z.infer<typeof MessageTemplate>;

/** What the platform tells an applicant, by the event that causes the message (`messages.yaml`). */
export const Messages = z.strictObject({
  messages: z.strictObject({
    'dossier.submitted': MessageTemplate,
    'dossier.accepted': MessageTemplate,
    'dossier.decided': MessageTemplate,
    'dossier.returned': MessageTemplate,
  }),
});
export type Messages = z.infer<typeof Messages>['messages'];
