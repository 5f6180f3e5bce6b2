import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { DataViewList, MyDataViewsQuery, SearchDataViewsInput } from './data-view.schemas.js';
import { FindMyDataViews } from './find-my-data-views.query.js';
import { SearchDataViews } from './search-data-views.js';

@ApiTags('identity')
@Controller('api/identity/v1')
export class DataViewController {
  constructor(
    private readonly findMine: FindMyDataViews,
    private readonly search: SearchDataViews,
  ) {}

  /** Who looked at the caller's own data, newest first. */
  @Get('my/data-views')
  @Allow('dossier.submit')
  @ApiResponse({ status: 200, standardSchema: DataViewList })
  mine(
    @CurrentCaller() caller: Caller,
    @Query({ schema: MyDataViewsQuery }) query: MyDataViewsQuery,
  ): Promise<DataViewList> {
    return this.findMine.execute(caller, query);
  }

  /** Who of the agencies that the caller oversees looked at whose data. That it was searched is recorded. */
  @Post('data-views/search')
  @HttpCode(200)
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: DataViewList })
  find(
    @CurrentCaller() caller: Caller,
    @Body({ schema: SearchDataViewsInput }) input: SearchDataViewsInput,
  ): Promise<DataViewList> {
    return this.search.execute(caller, input);
  }
}
