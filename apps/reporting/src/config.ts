import { z } from 'zod';
import { setting, type ConfigOf } from '@motcua/service-kit/config';
import type { DatabaseSettings } from '@motcua/service-kit/database';

export const reportingSettings = {
  dueSoonHours: setting(
    z.coerce.number().min(0).max(720).default(24),
    'hours before its promised moment from which a dossier in process counts as due soon',
  ),
};

export type ReportingConfig = { readonly database: DatabaseSettings } & ConfigOf<typeof reportingSettings>;
