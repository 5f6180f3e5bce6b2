import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { SignInRequired } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import type { DemandedFactor } from '../second-factor/demanded-factor.js';

export const OwnSession = z
  .object({
    id: z.uuid(),
    device: z
      .string()
      .meta({ description: '`<browser>/<system>`, such as `chrome/windows`; `other` for what is not known' }),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: 'OwnSession' });

export const Account = z
  .object({
    language: z.enum(['vi', 'en']),
    demo: z.boolean().meta({ description: 'A demonstration account: never asked for a second factor' }),
    sessions: z.array(OwnSession),
    secondFactor: z.object({
      required: z.boolean().meta({ description: 'A role of the caller asks for one' }),
      totpSince: z.iso.datetime().exactOptional(),
      passkeys: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          createdAt: z.iso.datetime(),
          lastUsedAt: z.iso.datetime().exactOptional(),
        }),
      ),
      recoveryCodesLeft: z.int(),
    }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

interface Row {
  readonly language: 'vi' | 'en';
  readonly demo: boolean;
  readonly totp_since: Date | null;
  readonly recovery_codes_left: number;
}

interface SessionOf {
  readonly id: string;
  readonly device: string;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly current: boolean;
}

interface KeyOf {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** What people see of their own account: where they are signed in, how they prove that it is them, what they prefer. */
export class ShowAccount {
  constructor(
    private readonly queries: Queries,
    private readonly demanded: DemandedFactor,
    private readonly clock: Clock,
    private readonly config: { readonly officerIdleMinutes: number },
  ) {}

  /** @param tokenHash of the session that asks, hexadecimal */
  async execute({ subjectId, kind }: Caller, tokenHash: string): Promise<Account> {
    const now = this.clock.now();
    const [[row], sessions, passkeys, { required }] = await Promise.all([
      this.queries.read<Row>(
        `select p.language, p.demo, (select confirmed_at from totp where subject_id = p.subject_id) as totp_since,
                (select count(*)::integer from recovery_code where subject_id = p.subject_id and used_at is null) as recovery_codes_left
           from person p where p.subject_id = $1`,
        [subjectId],
      ),
      this.queries.read<SessionOf>(
        `select id, device, created_at, last_seen_at, token_hash = $2 as current from session
          where subject_id = $1 and ended_at is null and awaits is null and expires_at > $3::timestamptz
            and (kind = 'citizen' or last_seen_at > $3::timestamptz - make_interval(mins => $4))
          order by last_seen_at desc, id limit 50`,
        [subjectId, Buffer.from(tokenHash, 'hex'), now, this.config.officerIdleMinutes],
      ),
      this.queries.read<KeyOf>(
        'select id, name, created_at, last_used_at from passkey where subject_id = $1 order by created_at',
        [subjectId],
      ),
      this.demanded.of({ id: subjectId, kind: kind === 'citizen' ? kind : 'officer' }, now),
    ]);
    if (!row) throw new SignInRequired();
    return {
      language: row.language,
      demo: row.demo,
      sessions: sessions.map(({ id, device, created_at, last_seen_at, current }) => ({
        id,
        device,
        createdAt: created_at.toISOString(),
        lastSeenAt: last_seen_at.toISOString(),
        current,
      })),
      secondFactor: {
        required,
        ...(row.totp_since && { totpSince: row.totp_since.toISOString() }),
        passkeys: passkeys.map(({ id, name, created_at, last_used_at }) => ({
          id,
          name,
          createdAt: created_at.toISOString(),
          ...(last_used_at && { lastUsedAt: last_used_at.toISOString() }),
        })),
        recoveryCodesLeft: row.recovery_codes_left,
      },
    };
  }
}
