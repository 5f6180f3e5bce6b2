import type { Packs } from '@motcua/service-kit/packs';
import type { ServiceGround } from '@motcua/service-kit/service';
import type { Rules } from './rules/rules.js';

/** What the use cases and queries of this service stand on. */
export type DossierGround = Pick<ServiceGround, 'commands' | 'queries' | 'sealer' | 'clock' | 'log'> & {
  readonly packs: Packs<Rules>;
  /** Whether there is a provider that takes payments. */
  readonly paysOnline: boolean;
};
