import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@motcua/service-kit/http';
import { AgencyFilter, AgencyList, FindAgencies } from './find-agencies.query.js';
import { AgencyHistory, ShowAgencyHistory } from './show-agency-history.query.js';

@ApiTags('identity')
@Controller('api/identity/v1/agencies')
export class AgencyController {
  constructor(
    private readonly findAgencies: FindAgencies,
    private readonly showAgencyHistory: ShowAgencyHistory,
  ) {}

  @Get()
  @Allow('public')
  @ApiResponse({ status: 200, description: 'The agencies in force on the day.', standardSchema: AgencyList })
  list(@Query({ schema: AgencyFilter }) filter: AgencyFilter): Promise<AgencyList> {
    return this.findAgencies.execute(filter);
  }

  /** Its names, predecessors, successors and officers. */
  @Get(':code/history')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: AgencyHistory })
  history(@Param('code') code: string): Promise<AgencyHistory> {
    return this.showAgencyHistory.execute(code);
  }
}
