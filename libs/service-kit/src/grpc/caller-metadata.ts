import { createHmac, timingSafeEqual } from 'node:crypto';
import { Metadata } from '@grpc/grpc-js';
import type { Caller } from '../caller/index.js';

/** Which service calls, and on whose behalf. */
export interface Peer {
  readonly service: string;
  readonly caller: Caller | undefined;
  readonly traceParent: string | undefined;
}

const header = 'motcua-peer';
const validForMs = 60_000;

/** Signs the calling service and its caller with the key that all services of a platform share. */
export function signPeer(meshKey: Buffer, peer: Omit<Peer, 'traceParent'>, now: number): Metadata {
  const body = Buffer.from(JSON.stringify({ service: peer.service, caller: peer.caller, at: now })).toString(
    'base64url',
  );
  const metadata = new Metadata();
  metadata.set(header, `${body}.${sign(meshKey, body)}`);
  if (peer.caller?.traceParent) metadata.set('traceparent', peer.caller.traceParent);
  return metadata;
}

/** The peer, or undefined when the signature is missing, wrong or older than a minute. */
export function verifyPeer(meshKey: Buffer, metadata: Metadata, now: number): Peer | undefined {
  const [value] = metadata.get(header);
  const [body, signature] = String(value ?? '').split('.');
  if (!body || !signature) return undefined;
  const expected = Buffer.from(sign(meshKey, body));
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

function sign(meshKey: Buffer, body: string): string {
  return createHmac('sha256', meshKey).update(body).digest('base64url');
}
