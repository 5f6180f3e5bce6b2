/** Where the provider's routes begin. Under `/api/identity`, so that the door in front of the services needs no rule for it. */
export const openidPath = '/api/identity/v1/openid';

/** Routes whose form bodies the provider reads itself. */
export const openidFormPaths = ['auth', 'token', 'token/revocation', 'me', 'session/end', 'session/end/confirm'].map(
  (path) => `${openidPath}/${path}`,
);

export function issuerOf(publicUrl: string): string {
  return `${publicUrl}${openidPath}`;
}

/** What access tokens for the platform's own API name as their audience, and clients as `resource`. */
export function audienceOf(publicUrl: string): string {
  return `${publicUrl}/api`;
}
