import type { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { ServiceGround } from '@motcua/service-kit/service';
import type { DossierGround } from '../dossier-ground.js';
import { CompareStandings } from './compare-standings.js';
import { NoteStates } from './note-states.js';
import { PortalClient } from './portal-client.js';
import type { PortalGround } from './portal-ground.js';
import { PortalLink } from './portal-link.js';
import { PortalShape } from './portal-shape.js';
import { arrivalsQueue } from './arrivals-queue.js';
import { followUpsQueue } from './follow-ups-queue.js';
import { RunningWorks } from './running-works.js';
import type { NationalPortalConfig } from './settings.js';
import { SettleFollowUps } from './settle-follow-ups.js';
import { TakeInArrivals } from './take-in-arrivals.js';
import { takeOver } from './take-over.js';
import { TellStates } from './tell-states.js';

const lookAgainAfterMs = 1_000;
/** A page of a comparison that failed is asked for again after so long. */
const compareAgainAfterMs = 5_000;

/**
 * The two ways between us and the portal, each the work of one replica at a time: what was handed in there comes in, what becomes of it
 * goes back. Both ask and neither is asked, so the data centre needs no door for the portal.
 */
export class NationalPortal {
  private readonly stopping = new AbortController();
  private readonly portal: PortalGround;
  private readonly link: PortalLink;
  private readonly takeInArrivals: TakeInArrivals;
  private readonly settleFollowUps: SettleFollowUps;
  private readonly noteStates: NoteStates;
  private readonly tellStates: TellStates;
  private readonly compareStandings: CompareStandings;
  private pollAt = 0;
  private compareAt = 0;

  constructor(
    ground: DossierGround,
    private readonly config: NationalPortalConfig & { readonly nationalPortalUrl: string },
    documents: ServiceClient<typeof DocumentServiceService>,
    identity: ServiceClient<typeof IdentityServiceService>,
  ) {
    const shape = config.nationalPortalShape ?? PortalShape.parse({});
    const { nationalPortalUrl: url, nationalPortalToken: token, nationalPortalTimeoutMs: timeoutMs } = config;
    const client = new PortalClient({ url, token, timeoutMs, shape });
    const portal: PortalGround = { ...ground, client, shape, config, stop: this.stopping.signal };
    this.portal = portal;
    this.link = new PortalLink(ground);
    this.takeInArrivals = new TakeInArrivals(portal, documents, identity);
    this.settleFollowUps = new SettleFollowUps(portal, documents);
    this.noteStates = new NoteStates(ground);
    this.tellStates = new TellStates(portal);
    this.compareStandings = new CompareStandings(portal);
  }

  leadBy(ground: Pick<ServiceGround, 'lead'>): void {
    ground.lead('portal-intake', 7_702_914, () => this.takeIn());
    ground.lead('portal-states', 7_702_915, () => this.tell());
  }

  /** One round of the way in. */
  async takeIn(): Promise<number> {
    if (performance.now() >= this.pollAt) {
      const { portal, link } = this;
      const moreArrivals = await takeOver(portal, link, arrivalsQueue(portal));
      // What is said of a dossier comes behind the dossier.
      const moreFollowUps = await takeOver(portal, link, followUpsQueue(portal));
      this.pollAt =
        moreArrivals || moreFollowUps ? 0 : performance.now() + this.config.nationalPortalPollSeconds * 1_000;
    }
    await this.takeInArrivals.execute();
    await this.settleFollowUps.execute();
    const underWay = [this.takeInArrivals.works, this.settleFollowUps.works];
    if (underWay.some(({ busy }) => busy)) {
      await RunningWorks.oneEnded(underWay, lookAgainAfterMs);
      return 0;
    }
    return Math.max(0, Math.min(lookAgainAfterMs, this.pollAt - performance.now()));
  }

  /** One round of the way back. */
  async tell(): Promise<number> {
    const unread = await this.noteStates.execute();
    const due = await this.tellStates.execute();
    if (this.tellStates.works.busy) {
      // New states are noted and told in free places meanwhile.
      await RunningWorks.oneEnded([this.tellStates.works], due ? lookAgainAfterMs : lookAgainAfterMs / 4);
      return 0;
    }
    if (unread || due) return 0;
    if (performance.now() >= this.compareAt) {
      const more = await this.compareStandings.execute();
      this.compareAt = more ? 0 : performance.now() + compareAgainAfterMs;
      if (more) return 0;
    }
    return lookAgainAfterMs / 4;
  }

  /** Ends the calls that are under way. What was not confirmed is sent again by whoever leads next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const underWay = [this.takeInArrivals, this.settleFollowUps, this.tellStates];
    await Promise.all(underWay.map(({ works }) => works.allEnded()));
  }
}
