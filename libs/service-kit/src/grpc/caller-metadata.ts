import { createHmac, timingSafeEqual } from 'node:crypto';
import { Metadata } from '@grpc/grpc-js';
import type { Caller } from '../caller/index.js';
import { currentTraceParent } from '../telemetry/index.js';

/** Which service calls, and on whose behalf. */
export interface Peer {
  readonly service: string;
  /** Without an idempotency key: that belongs to the command of the service that calls. */
  readonly caller: Caller | undefined;
  readonly traceParent: string | undefined;
}

const header = 'motcua-peer';
/** Clocks of two machines may differ by minutes; the signature holds for one method and one caller in any case. */
const validForMs = 300_000;

/**
 * Signs the calling service and its caller, for one method, with the key that all services of a platform share.
 * The caller's idempotency key stays here. A peer would keep its own answer under it, and give that answer again to whatever else
 * this service asks of it within the same command; a command of a peer needs a key made for it.
 *
 * @param path the method, `/motcua.identity.v1.IdentityService/GetPeople`
 */
export function signPeer(meshKey: Buffer, path: string, peer: Omit<Peer, 'traceParent'>, now: number): Metadata {
  const caller = peer.caller && { ...peer.caller, idempotency: undefined };
  const body = Buffer.from(JSON.stringify({ service: peer.service, caller, at: now })).toString('base64url');
  const metadata = new Metadata();
  metadata.set(header, `${body}.${sign(meshKey, path, body)}`);
  const traceParent = currentTraceParent() ?? peer.caller?.traceParent;
  if (traceParent) metadata.set('traceparent', traceParent);
  return metadata;
}

/** The peer, or undefined when the signature is missing, wrong, meant for another method or older than five minutes. */
export function verifyPeer(meshKey: Buffer, path: string, metadata: Metadata, now: number): Peer | undefined {
  const [value] = metadata.get(header);
  const [body, signature] = String(value ?? '').split('.');
  if (!body || !signature) return undefined;
  const expected = Buffer.from(sign(meshKey, path, body));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const { service, caller, at } = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    service: string;
    caller?: Caller;
    at: number;
  };
  if (Math.abs(now - at) > validForMs) return undefined;
  const [traceParent] = metadata.get('traceparent');
  return {
    service,
    caller: caller && { ...caller, expiresAt: new Date(caller.expiresAt) },
    traceParent: traceParent?.toString(),
  };
}

/** Neither a path nor base64url holds a space. */
function sign(meshKey: Buffer, path: string, body: string): string {
  return createHmac('sha256', meshKey).update(`${path} ${body}`).digest('base64url');
}
