import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { FigureListQuery } from './figure-list.query.js';
import { FigureInput, FigureList, Overview, OverviewInput } from './overview.js';
import { OverviewQuery } from './overview.query.js';

@Controller('api/reporting/v1/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewQuery,
    private readonly figureList: FigureListQuery,
  ) {}

  @Get()
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: Overview })
  read(@CurrentCaller() caller: Caller, @Query({ schema: OverviewInput }) input: OverviewInput): Promise<Overview> {
    return this.overview.execute(caller, input);
  }

  @Get('dossiers')
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: FigureList })
  list(@CurrentCaller() caller: Caller, @Query({ schema: FigureInput }) input: FigureInput): Promise<FigureList> {
    return this.figureList.execute(caller, input);
  }
}
