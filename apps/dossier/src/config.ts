import type { ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';
import { nationalPortalSettings } from './national-portal/settings.js';

/** What an installation says; the rules themselves are the pack's. */
export const dossierSettings = { ...nationalPortalSettings };

export type DossierConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof dossierSettings>;
