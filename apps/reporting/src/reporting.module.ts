import { Module, type DynamicModule } from '@nestjs/common';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { OverviewController } from './overview/overview.controller.js';
import { FigureListQuery } from './overview/figure-list.query.js';
import { OverviewQuery } from './overview/overview.query.js';
import type { ReportingService } from './reporting.service.js';

export type { ReportingConfig } from './config.js';
export { ReportingService } from './reporting.service.js';

@Module({})
export class ReportingModule {
  static register(service: ReportingService): DynamicModule {
    return {
      module: ReportingModule,
      imports: [ParkedEventsModule.register(service.parkedEvents)],
      controllers: [OverviewController],
      providers: [
        { provide: OverviewQuery, useValue: service.overview },
        { provide: FigureListQuery, useValue: service.figureList },
      ],
    };
  }
}
