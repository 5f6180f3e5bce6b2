import { z } from 'zod';
import { setting, type ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';

const minutes = (most: number) => z.coerce.number().int().min(1).max(most);

/** What an operator can set of the identity service. */
export const identitySettings = {
  demo: setting(
    z.union([z.boolean(), z.stringbool()]).default(false),
    'Accept provinces with demonstration accounts and show their passwords. Never in production.',
  ),
  sessionMinutes: setting(minutes(1_440).default(720), 'Minutes after which every session ends.'),
  officerIdleMinutes: setting(
    minutes(1_440).default(30),
    'Minutes without a request after which the session of an officer ends.',
  ),
  breachedPasswordsDir: setting(
    z.string().min(1).optional(),
    'Folder with leaked passwords as Have I Been Pwned gives them out (`0018A.txt` …), looked at when a password is set. Without it the common passwords that come with the platform are.',
  ),
  passwordMemoryKib: setting(
    z.coerce.number().int().min(7_168).max(1_048_576).default(19_456),
    'Memory that hashing a password takes (argon2id), in KiB.',
  ),
  passwordPasses: setting(
    z.coerce.number().int().min(1).max(10).default(2),
    'Passes over that memory when hashing a password (argon2id).',
  ),
  publicUrl: setting(
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).href === `${new URL(url).origin}/`, 'must be an origin, without a path')
      .transform((url) => new URL(url).origin)
      .optional(),
    'Address at which people reach the platform, https://motcua.example.vn. Without it no application can sign people in by OpenID Connect',
  ),
  openidClientsFile: setting(
    z.string().min(1).optional(),
    'JSON file with the applications and agency systems that may use OpenID Connect',
  ),
  signingKeyDays: setting(
    z.coerce.number().int().min(2).max(365).default(30),
    'Days that a key signs tokens, before the next one does',
  ),
};

export type IdentityConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof identitySettings>;
