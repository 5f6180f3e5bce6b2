import type { DatabaseSettings } from '@motcua/service-kit/database';

/** The dossier service has no settings of its own yet: its rules are the pack's. */
export interface DossierConfig {
  readonly database: DatabaseSettings;
}
