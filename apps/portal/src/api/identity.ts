import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { ProblemError } from './problem-error.js';
import type { AddedFactor, Profile, TotpSecret } from './types.js';

export const sessionKey = ['session'] as const;

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async () => {
    try {
      return await answerOf(client.GET('/api/identity/v1/session'));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const provinceQuery = queryOptions({
  queryKey: ['province'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/province')),
  staleTime: 60 * 60_000,
});

/** @throws ProblemError `sign-in-failed` (401); 429 after too many tries */
export function signIn(identifier: string, password: string): Promise<Profile> {
  return answerOf(client.POST('/api/identity/v1/session', { body: { identifier, password } }));
}

export async function signOut(): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/session'));
}

/** @throws ProblemError `code-not-right` (422); 429 after too many tries */
export function proveByCode(factor: 'totp' | 'recoveryCode', code: string): Promise<Profile> {
  return answerOf(client.POST('/api/identity/v1/second-factor/proof', { body: { factor, code } }));
}

/** Asks the device to sign. @throws DOMException or WebAuthnError when the reader breaks it off; ProblemError `passkey-not-right` (422) */
export async function proveByPasskey(): Promise<Profile> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { options } = await answerOf(client.POST('/api/identity/v1/second-factor/proof/options'));
  const { id, rawId, response } = await startAuthentication({ optionsJSON: options as never });
  const { clientDataJSON, authenticatorData, signature } = response;
  const signed = { id, rawId, type: 'public-key', response: { clientDataJSON, authenticatorData, signature } } as const;
  return answerOf(
    client.POST('/api/identity/v1/second-factor/proof', { body: { factor: 'passkey', response: signed } }),
  );
}

export function beginTotp(): Promise<TotpSecret> {
  return answerOf(client.POST('/api/identity/v1/second-factor/totp'));
}

/** @throws ProblemError `code-not-right` (422) */
export function confirmTotp(code: string): Promise<AddedFactor> {
  return answerOf(client.POST('/api/identity/v1/second-factor/totp/confirmation', { body: { code } }));
}

/** Has the device make a passkey. @throws as `proveByPasskey` */
export async function addPasskey(name: string): Promise<AddedFactor> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { options } = await answerOf(client.POST('/api/identity/v1/second-factor/passkeys/options'));
  const { id, rawId, response } = await startRegistration({ optionsJSON: options as never });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const made = { id, rawId, type: 'public-key', response: { clientDataJSON, attestationObject, transports } } as const;
  return answerOf(client.POST('/api/identity/v1/second-factor/passkeys', { body: { name, response: made } }));
}

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/account')),
});

/** @throws ProblemError `password-not-right` (422); `second-factor-needed` (409) */
export async function removeFactor(factor: { passkey: string } | 'totp', password: string): Promise<void> {
  const body = { password };
  await (factor === 'totp'
    ? answerOf(client.POST('/api/identity/v1/second-factor/totp/removal', { body }))
    : answerOf(
        client.POST('/api/identity/v1/second-factor/passkeys/{id}/removal', {
          params: { path: { id: factor.passkey } },
          body,
        }),
      ));
}

export async function renewRecoveryCodes(password: string): Promise<string[]> {
  return (await answerOf(client.POST('/api/identity/v1/second-factor/recovery-codes', { body: { password } }))).codes;
}

/** @throws ProblemError `password-not-right`, `password-breached` (422) */
export async function changePassword(password: string, newPassword: string): Promise<void> {
  await answerOf(client.PUT('/api/identity/v1/account/password', { body: { password, newPassword } }));
}

export async function preferLanguage(language: 'vi' | 'en'): Promise<void> {
  await answerOf(client.PUT('/api/identity/v1/account/preferences', { body: { language } }));
}

export async function endSession(id: string): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/account/sessions/{id}', { params: { path: { id } } }));
}

export async function endOtherSessions(): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/account/sessions'));
}
