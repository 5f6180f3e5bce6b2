import type { DatabaseSettings } from '@motcua/service-kit/database';

/** The reporting service has no settings of its own: when a dossier is due soon, the calendar of its procedure says. */
export interface ReportingConfig {
  readonly database: DatabaseSettings;
}
