import type { Request } from 'express';
import { cameByHttps } from '@motcua/service-kit/http';

/** The site as a browser names it when a passkey is made and used. A passkey is offered and taken on the host alone that it was made on. */
export interface RelyingParty {
  readonly host: string;
  readonly origin: string;
}

export function relyingPartyOf(request: Request): RelyingParty {
  return { host: request.hostname, origin: `${cameByHttps(request) ? 'https' : 'http'}://${request.host}` };
}
