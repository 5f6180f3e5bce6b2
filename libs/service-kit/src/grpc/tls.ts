import { credentials, ServerCredentials, type ChannelCredentials } from '@grpc/grpc-js';

/** PEM files of a service. Both sides show a certificate of the same authority; the server's bears the name it is called by. */
export interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer;
}

export function clientCredentials(tls: Tls | undefined): ChannelCredentials {
  return tls ? credentials.createSsl(tls.ca, tls.key, tls.cert) : credentials.createInsecure();
}

/** A client without a certificate of the authority does not get as far as a call. */
export function serverCredentials(tls: Tls | undefined): ServerCredentials {
  if (!tls) return ServerCredentials.createInsecure();
  return ServerCredentials.createSsl(tls.ca, [{ private_key: tls.key, cert_chain: tls.cert }], true);
}
