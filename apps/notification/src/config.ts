import { z } from 'zod';
import { setting, type ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';

export const notificationSettings = {
  smtpUrl: setting(
    z.url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' }).optional(),
    'the mail server, smtps://user:password@host or smtp://user:password@host:587?requireTLS=true; without it messages are shown in the portal alone',
    { secret: true },
  ),
  mailFrom: setting(
    z.email({ error: 'must be an e-mail address' }).default('motcua@localhost.localdomain'),
    'the address that mails come from',
  ),
  mailAttempts: setting(
    z.coerce.number().int().min(1).max(100).default(8),
    'how often a mail is tried before it is given up',
  ),
  mailRetryAfterSeconds: setting(
    z.coerce.number().positive().max(86_400).default(60),
    'seconds before the second attempt; each further wait is four times as long, up to six hours',
  ),
  mailTimeoutMs: setting(
    z.coerce.number().int().min(100).max(120_000).default(15_000),
    'milliseconds that one attempt may take',
  ),
};

export type NotificationConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof notificationSettings>;
