import { Controller, Get } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@motcua/service-kit/http';
import { ProvinceView, ShowProvince } from './show-province.query.js';

@ApiTags('identity')
@Controller('api/identity/v1/province')
export class ProvinceController {
  constructor(private readonly showProvince: ShowProvince) {}

  @Get()
  @Allow('public')
  @ApiResponse({ status: 200, description: 'The province in force.', standardSchema: ProvinceView })
  show(): Promise<ProvinceView> {
    return this.showProvince.execute();
  }
}
