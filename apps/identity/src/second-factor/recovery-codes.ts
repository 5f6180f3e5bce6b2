import { randomInt } from 'node:crypto';

/** Without I, L, O and U: read from paper and typed, none is taken for another (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const amount = 10;

/** Ten codes of sixty random bits each, `7KQ2-9XAM-R3TD`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: amount }, () =>
    Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(32)]).join('')).join('-'),
  );
}

/** A code as it was typed from paper, made the one that was printed. */
export function readRecoveryCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return (plain.match(/.{1,4}/g) ?? []).join('-');
}
