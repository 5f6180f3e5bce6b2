import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header that carries it: `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>", hexadecimal>`. */
export const signatureHeader = 'motcua-signature';

/** How far a word may have been signed from now, both ways: what is older may be a replay. */
export const signatureWindowSeconds = 300;

export function signatureOf(secret: string, body: Uint8Array | string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`;
}

/** Whether who knows the secret has signed this very body a short while ago. */
export function isSigned(secret: string, header: string | undefined, body: Uint8Array, now: Date): boolean {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || mac === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > signatureWindowSeconds) return false;
  return timingSafeEqual(macOf(secret, Number(seconds), body), Buffer.from(mac, 'hex'));
}

function macOf(secret: string, seconds: number, body: Uint8Array | string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}
