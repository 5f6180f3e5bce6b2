import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { Overview, OverviewInput } from './overview.js';
import { OverviewQuery } from './overview.query.js';

@Controller('api/reporting/v1/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewQuery) {}

  @Get()
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: Overview })
  read(@CurrentCaller() caller: Caller, @Query({ schema: OverviewInput }) input: OverviewInput): Promise<Overview> {
    return this.overview.execute(caller, input);
  }
}
