import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, AllowScope, CurrentCaller, LimitRate, ResourceId } from '@motcua/service-kit/http';
import { TrackDossier } from '../tracking/track-dossier.js';
import {
  DeadlineExplanation,
  DossierDetail,
  DossierList,
  DossiersQuery,
  MyDossiersQuery,
  Timeline,
  TrackedDossier,
} from './dossier.schemas.js';
import { FindDossiers } from './find-dossiers.js';
import { ReadDossier } from './read-dossier.js';
import { ReadTimeline } from './read-timeline.js';

@Controller('api/dossier/v1')
export class DossiersController {
  constructor(
    private readonly find: FindDossiers,
    private readonly read: ReadDossier,
    private readonly readTimeline: ReadTimeline,
    private readonly track: TrackDossier,
  ) {}

  /** A citizen's own dossiers, newest first. */
  @Get('my/dossiers')
  @Allow('dossier.submit')
  @AllowScope('dossier.read')
  @ApiResponse({ status: 200, standardSchema: DossierList })
  mine(
    @CurrentCaller() caller: Caller,
    @Query({ schema: MyDossiersQuery }) query: MyDossiersQuery,
  ): Promise<DossierList> {
    return this.find.mine(caller, query);
  }

  /** What the officer's agencies took in or decide. */
  @Get('dossiers')
  @Allow('officer')
  @AllowScope('dossier.read')
  @ApiResponse({ status: 200, standardSchema: DossierList })
  list(@CurrentCaller() caller: Caller, @Query({ schema: DossiersQuery }) query: DossiersQuery): Promise<DossierList> {
    return this.find.inScope(caller, query);
  }

  @Get('dossiers/:id')
  @Allow('authenticated')
  @AllowScope('dossier.read')
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  get(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<DossierDetail> {
    return this.read.execute(caller, id);
  }

  /** What happened, from the event log. */
  @Get('dossiers/:id/timeline')
  @Allow('authenticated')
  @AllowScope('dossier.read')
  @ApiResponse({ status: 200, standardSchema: Timeline })
  timeline(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<Timeline> {
    return this.readTimeline.execute(caller, id);
  }

  /** Why the due date is what it is, day by day. */
  @Get('dossiers/:id/deadline')
  @Allow('authenticated')
  @ApiResponse({ status: 200, standardSchema: DeadlineExplanation })
  deadline(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<DeadlineExplanation> {
    return this.read.deadline(caller, id);
  }

  /** Follows a dossier by its tracking number or code: procedure, state and dates only. */
  @Get('tracking/:number')
  @Allow('public')
  @LimitRate({ requests: 30, perSeconds: 60 })
  @ApiResponse({ status: 200, standardSchema: TrackedDossier })
  tracking(@Param('number') number: string): Promise<TrackedDossier> {
    return this.track.execute(number.slice(0, 60));
  }
}
