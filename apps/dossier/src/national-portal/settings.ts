import { z } from 'zod';
import { setting, type ConfigOf } from '@motcua/service-kit/config';
import { PortalShape } from './portal-shape.js';

const Url = z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' });

/** JSON in the environment, the shape itself from the composition. */
const Shape = z.preprocess((value, context) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}, PortalShape.optional());

const seconds = (otherwise: number) => z.coerce.number().min(0.05).max(86_400).default(otherwise);

/** The National Public Service Portal as front door, and our own beside it. */
export const nationalPortalSettings = {
  nationalPortalUrl: setting(
    Url.optional(),
    'the National Public Service Portal; without it nothing is asked of it or sent to it',
  ),
  nationalPortalToken: setting(z.string().min(1).optional(), 'Bearer token that the portal knows us by', {
    secret: true,
  }),
  nationalPortalShape: setting(
    Shape,
    'JSON: addresses, names of fields and codes of the portal where they are not those of `national-portal.md`',
  ),
  nationalPortalPollSeconds: setting(seconds(10), 'seconds between two looks for new dossiers at the portal'),
  nationalPortalTimeoutMs: setting(
    z.coerce.number().int().min(50).max(120_000).default(10_000),
    'milliseconds that one call of the portal may take',
  ),
  nationalPortalLanes: setting(
    z.coerce.number().int().min(1).max(32).default(4),
    'how many dossiers are told to the portal at once',
  ),
  nationalPortalRetryMaxSeconds: setting(seconds(300), 'longest wait in seconds before a state is sent again'),
  nationalPortalLateMinutes: setting(
    z.coerce.number().min(0).max(1_440).default(15),
    'minutes between receipt by the portal and arrival here up to which the time to answer counts from the portal’s receipt',
  ),
  nationalPortalLaggingMinutes: setting(
    z.coerce.number().min(0).max(1_440).default(5),
    'minutes after which a state that the portal has not confirmed counts as lagging',
  ),
  nationalPortalCompareMinutes: setting(
    z.coerce.number().min(0).max(10_080).default(60),
    'minutes between two comparisons with what the portal says that it knows; 0 for none',
  ),
  citizenPages: setting(
    z.enum(['full', 'trackingOnly', 'off']).default('full'),
    'what our own pages are to citizens: all of it, to follow dossiers only, or nothing',
  ),
  citizenPagesRedirect: setting(Url.optional(), 'where citizens are sent who hand in elsewhere'),
};

export type NationalPortalConfig = ConfigOf<typeof nationalPortalSettings>;
