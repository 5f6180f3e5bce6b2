import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'motcua-signature';
const windowSeconds = 300;

/**
 * @param {string} secret
 * @param {string} body
 */
export function sign(secret, body, seconds = Math.floor(Date.now() / 1000)) {
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`;
}

/**
 * @param {string} secret
 * @param {unknown} header
 * @param {string} body
 */
export function isSigned(secret, header, body) {
  const [, seconds, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (mac === undefined || Math.abs(Date.now() / 1000 - Number(seconds)) > windowSeconds) return false;
  return timingSafeEqual(macOf(secret, Number(seconds), body), Buffer.from(mac, 'hex'));
}

/**
 * @param {string} secret
 * @param {number} seconds
 * @param {string} body
 */
function macOf(secret, seconds, body) {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest();
}
