import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { CitizenPages, CitizenPagesView } from './citizen-pages.js';
import { PortalArrivals } from './portal-arrivals.js';
import { PortalDossiers } from './portal-dossiers.js';
import { PortalFollowUps } from './portal-follow-ups.js';
import { PortalReport } from './portal-report.js';
import {
  PortalArrivalList,
  PortalDossierList,
  PortalDossiersQuery,
  PortalFollowUpList,
  PortalQueueQuery,
  PortalReportQuery,
  PortalSummary,
  ResendInput,
  Resent,
} from './portal.schemas.js';

@Controller('api/dossier/v1')
export class NationalPortalController {
  constructor(
    private readonly dossiers: PortalDossiers,
    private readonly report: PortalReport,
    private readonly arrivals: PortalArrivals,
    private readonly followUps: PortalFollowUps,
    private readonly pages: CitizenPages,
  ) {}

  /** How far these pages are open to citizens, and where they go otherwise. */
  @Get('citizen-pages')
  @Allow('public')
  @ApiResponse({ status: 200, standardSchema: CitizenPagesView })
  citizenPages(): CitizenPagesView {
    return this.pages.show();
  }

  /** How it goes with the National Public Service Portal. */
  @Get('national-portal')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: PortalSummary })
  summary(@CurrentCaller() caller: Caller): Promise<PortalSummary> {
    return this.dossiers.summary(caller);
  }

  /** Our state and the portal's of each dossier that came through it, newest first. */
  @Get('national-portal/dossiers')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: PortalDossierList })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PortalDossiersQuery }) query: PortalDossiersQuery,
  ): Promise<PortalDossierList> {
    return this.dossiers.find(caller, query);
  }

  /** The same as a table. */
  @Get('national-portal/report')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@CurrentCaller() caller: Caller, @Query({ schema: PortalReportQuery }) query: PortalReportQuery): StreamableFile {
    return new StreamableFile(Readable.from(this.report.execute(caller, query.filter)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="national-portal.csv"',
    });
  }

  /** Sends the states of one dossier again, at once. */
  @Post('national-portal/dossiers/:id/resend')
  @HttpCode(200)
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: Resent })
  resend(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<Resent> {
    return this.dossiers.resend(caller, id);
  }

  /** Sends again what a filter finds. */
  @Post('national-portal/resend')
  @HttpCode(200)
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: Resent })
  resendAll(@CurrentCaller() caller: Caller, @Body({ schema: ResendInput }) { filter }: ResendInput): Promise<Resent> {
    return this.dossiers.resendAll(caller, filter);
  }

  /** What the portal handed over and could not be taken in, or not yet, with the reason. */
  @Get('national-portal/arrivals')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: PortalArrivalList })
  listArrivals(@Query({ schema: PortalQueueQuery }) query: PortalQueueQuery): Promise<PortalArrivalList> {
    return this.arrivals.find(query);
  }

  /** Tries to take one in again, once what was wrong is mended. */
  @Post('national-portal/arrivals/:number/retry')
  @HttpCode(204)
  @Allow('dossier.oversee')
  @ApiResponse({ status: 204 })
  async retry(@CurrentCaller() caller: Caller, @Param('number') number: string): Promise<void> {
    await this.arrivals.retry(caller, number);
  }

  /** Supplements and withdrawals that citizens gave at the portal and could not be taken, or not yet, with the reason. */
  @Get('national-portal/follow-ups')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: PortalFollowUpList })
  listFollowUps(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PortalQueueQuery }) query: PortalQueueQuery,
  ): Promise<PortalFollowUpList> {
    return this.followUps.find(caller, query);
  }
}
