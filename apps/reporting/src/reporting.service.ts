import { fileURLToPath } from 'node:url';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import type { ReadinessCheck } from '@motcua/service-kit/health';
import type { ParkedEvents } from '@motcua/service-kit/parked-events';
import { ServiceGround, type Surroundings } from '@motcua/service-kit/service';
import type { ReportingConfig } from './config.js';
import { FigureListQuery } from './overview/figure-list.query.js';
import { OverviewQuery } from './overview/overview.query.js';
import { preparePart } from './pack-part.js';
import { projectionEffects } from './projection/dossier-projection.js';
import { RebuildProjection } from './projection/rebuild-projection.js';

/** Counts of dossiers, computed from events. */
export class ReportingService {
  readonly overview: OverviewQuery;
  readonly figureList: FigureListQuery;
  readonly parkedEvents: ParkedEvents;
  readonly ready: ReadinessCheck;
  private readonly ground: ServiceGround;

  constructor(config: ReportingConfig, surroundings: Surroundings) {
    const ground = new ServiceGround(
      {
        name: 'reporting',
        database: config.database,
        migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
        entities: [],
      },
      surroundings,
    );
    const { commands, queries, clock, log } = ground;
    const packs = ground.packs(preparePart);
    this.ground = ground;
    this.parkedEvents = ground.parkedEvents;
    this.ready = ground.ready;
    this.overview = new OverviewQuery(queries, packs, clock);
    this.figureList = new FigureListQuery(queries, packs, clock);

    ground.consumer.on(topics.identity, {
      'pack.activated': (tx, { hash, activation, activatedAt }, { time }) =>
        packs.activate(tx, hash, activation, activatedAt ?? new Date(time)),
    });
    ground.consumer.on(topics.dossier, projectionEffects);
    const dossier = ground.client('dossier', DossierServiceService);
    const rebuildProjection = new RebuildProjection(commands, queries, dossier, clock, log);
    ground.serve(ReportingServiceService, {
      stagePack: {
        policy: 'service',
        handle: async ({ hash, part }) => {
          await packs.stage(hash, part);
          return {};
        },
      },
      rebuild: { policy: 'service', handle: () => rebuildProjection.execute() },
    });
  }

  migrate(): Promise<void> {
    return this.ground.migrate();
  }

  start(): Promise<void> {
    return this.ground.start();
  }

  stop(): Promise<void> {
    return this.ground.stop();
  }
}
