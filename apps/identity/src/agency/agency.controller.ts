import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@motcua/service-kit/http';
import { AgencyFilter, AgencyList, FindAgencies } from './find-agencies.query.js';

@ApiTags('identity')
@Controller('api/identity/v1/agencies')
export class AgencyController {
  constructor(private readonly findAgencies: FindAgencies) {}

  @Get()
  @Allow('public')
  @ApiResponse({ status: 200, description: 'The agencies in force today.', standardSchema: AgencyList })
  list(@Query({ schema: AgencyFilter }) filter: AgencyFilter): Promise<AgencyList> {
    return this.findAgencies.execute(filter);
  }
}
