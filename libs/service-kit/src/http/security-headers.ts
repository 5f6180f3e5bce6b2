import type { NextFunction, Request, Response } from 'express';
import { cameByHttps } from './session-cookie.js';

/** What no page of the platform needs; whoever gets a script into one does not get these either. */
const permissions = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  // Passkeys are made and used by the pages themselves.
  .concat('publickey-credentials-create=(self)', 'publickey-credentials-get=(self)')
  .join(', ');

/**
 * Tells browsers what the platform never does, on every answer. What the API says is for its caller alone: no cache keeps it, no page of
 * another site reads it, and as a page of its own it runs and loads nothing. The portal and files say over this what they need.
 */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', permissions);
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Frame-Options', 'DENY');
  if (cameByHttps(request)) response.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  if (request.path.toLowerCase().startsWith('/api/')) {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  }
  next();
}
