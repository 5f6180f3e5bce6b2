import type { ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';

/** Nothing of its own: when a dossier is due soon, the calendar of its procedure says. */
export const reportingSettings = {};

export type ReportingConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof reportingSettings>;
