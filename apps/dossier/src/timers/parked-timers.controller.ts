import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { ParkedTimerList, ParkedTimers, ParkedTimersQuery } from './parked-timers.js';

@Controller('api/dossier/v1/parked-timers')
export class ParkedTimersController {
  constructor(private readonly timers: ParkedTimers) {}

  /** Timers whose effect failed until they were given up, with the reason. */
  @Get()
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: ParkedTimerList })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ParkedTimersQuery }) query: ParkedTimersQuery,
  ): Promise<ParkedTimerList> {
    return this.timers.list(caller, query);
  }

  /** Lets a timer fire again, once its cause is mended. */
  @Post(':id/retry')
  @HttpCode(204)
  @Allow('province.administer')
  @ApiResponse({ status: 204 })
  async retry(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<void> {
    await this.timers.retry(caller, id);
  }
}
