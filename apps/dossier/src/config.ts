import type { ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';
import { paymentSettings } from './fee/payment-settings.js';
import { nationalPortalSettings } from './national-portal/settings.js';

/** What the service is told about the world outside; its rules are the pack's. */
export const dossierSettings = { ...nationalPortalSettings, ...paymentSettings };

export type DossierConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof dossierSettings>;
