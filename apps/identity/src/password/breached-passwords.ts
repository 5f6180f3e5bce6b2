import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Tells whether a password is one that attackers try first. Nothing leaves the process. Always looked at: the 49,233 common passwords of
 * the package `@zxcvbn-ts/language-common` (MIT; from the leaked lists that its sources name). Beside them, where an operator has it, the
 * whole list of Have I Been Pwned as its downloader writes it, or one of their own: a file for each of the first five digits of the SHA-1, `<dir>/0018A.txt`,
 * with a line `<the other 35 digits>:<how often>`.
 */
export class BreachedPasswords {
  private common: Promise<ReadonlySet<string>> | undefined;

  constructor(private readonly config: { readonly breachedPasswordsDir?: string | undefined }) {}

  async has(password: string): Promise<boolean> {
    const common = await (this.common ??= readCommon());
    return common.has(password.toLowerCase()) || (await this.isInRange(password));
  }

  private async isInRange(password: string): Promise<boolean> {
    if (this.config.breachedPasswordsDir === undefined) return false;
    const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
    const path = join(this.config.breachedPasswordsDir, `${digest.slice(0, 5)}.txt`);
    const range = await readFile(path, 'utf8').catch((error: unknown) => {
      // An operator's own list need not know every range.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    });
    return range.split('\n').some((line) => line.toUpperCase().startsWith(`${digest.slice(5)}:`));
  }
}

async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set<string>(dictionary['passwords-common']);
}
