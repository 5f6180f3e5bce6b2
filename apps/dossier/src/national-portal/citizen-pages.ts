import { z } from 'zod';
import { FollowedElsewhere, HandedInElsewhere } from './portal.problems.js';
import type { NationalPortalConfig } from './settings.js';

export const CitizenPagesView = z
  .object({
    pages: z.enum(['full', 'trackingOnly', 'off']),
    /** Where citizens hand in, or follow, instead. */
    redirect: z.url().optional(),
  })
  .meta({ id: 'CitizenPages' });
export type CitizenPagesView = z.infer<typeof CitizenPagesView>;

/**
 * How far our own pages are open to citizens. The national portal is the only online entrance by law; the province's own is a second door
 * that an installation may close. What was handed in here before can still be followed, supplemented and withdrawn, unless all is off.
 * @source Nghị định 118/2025/NĐ-CP
 */
export class CitizenPages {
  constructor(private readonly config: Pick<NationalPortalConfig, 'citizenPages' | 'citizenPagesRedirect'>) {}

  show(): CitizenPagesView {
    const { citizenPages: pages, citizenPagesRedirect: redirect } = this.config;
    return { pages, ...(redirect !== undefined && { redirect }) };
  }

  /** @throws HandedInElsewhere (403) */
  mustTakeIn(): void {
    if (this.config.citizenPages !== 'full')
      throw new HandedInElsewhere({ redirect: this.config.citizenPagesRedirect });
  }

  /** @throws FollowedElsewhere (403) */
  mustShowTracking(): void {
    if (this.config.citizenPages === 'off') throw new FollowedElsewhere({ redirect: this.config.citizenPagesRedirect });
  }
}
