import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which a code is shown. */
const stepSeconds = 30;
const digits = 6;
/** How many steps the clock of a telephone may be ahead or behind. */
const drift = 1;

/** The step of time in which an instant lies, from the beginning of 1970. */
export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / stepSeconds);
}

/**
 * The code of a step, with leading zeros.
 * @source RFC 4226, 5.3; RFC 6238, 4.2 (SHA-1, which authenticator applications understand all)
 */
export function codeOf(secret: Buffer, step: number, length = digits, algorithm = 'sha1'): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** length).padStart(length, '0');
}

/** The step whose code this is, if it is near the instant and later than the last that was used. */
export function findStep(secret: Buffer, code: string, at: Date, lastStep: number): number | undefined {
  const now = stepOf(at);
  let found: number | undefined;
  for (let step = now - drift; step <= now + drift; step++) {
    const isRight = timingSafeEqual(
      Buffer.from(codeOf(secret, step)),
      Buffer.from(code.padStart(digits).slice(0, digits)),
    );
    if (isRight && step > lastStep) found ??= step;
  }
  return found;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @source RFC 4648, 6; without padding, as authenticator applications want it */
export function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
