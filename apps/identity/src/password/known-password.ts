import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { PasswordHashes } from '../account/password-hashes.js';
import type { SignInAttempts } from '../session/sign-in-attempts.js';
import { PasswordNotRight } from './password.problems.js';

/** Asks for the password once more before a grave act: a computer that was left alone shall not be enough. */
export class KnownPassword {
  constructor(
    private readonly queries: Queries,
    private readonly passwords: PasswordHashes,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * @throws PasswordNotRight (422)
   * @throws TooManyRequests (429) after failures in a row
   */
  async check({ subjectId }: Caller, password: string, address: string, at: Date): Promise<void> {
    await this.attempts.begin(`password:${subjectId}`, address, at);
    const [row] = await this.queries.read<{ password_hash: string | null }>(
      `select password_hash from officer where id = $1 union all select password_hash from citizen where id = $1`,
      [subjectId],
    );
    if (await this.passwords.matches(password, row?.password_hash ?? undefined)) return;
    const text = { vi: 'Mật khẩu hiện tại chưa đúng.', en: 'This is not your present password.' };
    throw new PasswordNotRight(undefined, { faults: [{ pointer: '/password', code: 'notRight', text }] });
  }
}
