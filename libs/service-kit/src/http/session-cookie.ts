import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { SignInRequired } from '../errors/index.js';

/** The browser holds an opaque token and nothing else. `__Host-` needs https; plain http on loopback drops the prefix. */
const secureName = '__Host-motcua';
const plainName = 'motcua';

/** The setting of the application that takes every request for one that came by https. */
export const httpsOnly = 'motcua https only';

export function cameByHttps(request: Request): boolean {
  return request.secure || request.app.get(httpsOnly) === true;
}

export function sessionCookie(request: Request): string | undefined {
  const name = cameByHttps(request) ? secureName : plainName;
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/**
 * Of the session of a route that is not public.
 * @throws SignInRequired (401)
 */
export function sessionTokenHash(request: Request): string {
  const token = sessionCookie(request);
  if (!token) throw new SignInRequired();
  return tokenHash(token);
}

export function setSessionCookie(request: Request, response: Response, token: string, expires: Date): void {
  response.cookie(cameByHttps(request) ? secureName : plainName, token, { ...cookieOptions(request), expires });
}

export function clearSessionCookie(request: Request, response: Response): void {
  response.clearCookie(cameByHttps(request) ? secureName : plainName, cookieOptions(request));
}

/** SHA-256 of a session token, hexadecimal: what is stored, sent and cached in its place. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function cookieOptions(request: Request) {
  return { httpOnly: true, sameSite: 'lax', secure: cameByHttps(request), path: '/' } as const;
}
