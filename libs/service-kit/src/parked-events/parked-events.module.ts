import { Controller, Get, HttpCode, Param, Post, Query, type DynamicModule, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '../caller/index.js';
import { Allow, CurrentCaller, ResourceId } from '../http/index.js';
import { ParkedEvents } from './parked-events.js';
import { ParkedEventList, ParkedEventsInput, RetriedParkedEvents } from './parked-events.schemas.js';

/** The HTTP door to the parked events of a service, for its own module to import. */
export class ParkedEventsModule {
  static register(parkedEvents: ParkedEvents): DynamicModule {
    return {
      module: ParkedEventsModule,
      controllers: [controllerFor(parkedEvents.service)],
      providers: [{ provide: ParkedEvents, useValue: parkedEvents }],
    };
  }
}

/** A class for each service, because a path and an operation's name in the API belong to a class. */
function controllerFor(service: string): Type {
  @Controller(`api/${service}/v1/parked-events`)
  @Allow('province.administer')
  class ParkedEventsController {
    constructor(private readonly parkedEvents: ParkedEvents) {}

    /** Events that this service could not take in, the first of each aggregate, the oldest on top. */
    @Get()
    @ApiResponse({ status: 200, standardSchema: ParkedEventList })
    list(@Query({ schema: ParkedEventsInput }) input: ParkedEventsInput): Promise<ParkedEventList> {
      return this.parkedEvents.list(input);
    }

    /** Tries all of them now; the list tells what came of it. */
    @Post('retry')
    @HttpCode(202)
    @ApiResponse({ status: 202, standardSchema: RetriedParkedEvents })
    retryAll(@CurrentCaller() caller: Caller): Promise<RetriedParkedEvents> {
      return this.parkedEvents.retryAll(caller);
    }

    /** Tries one now; the list tells what came of it. */
    @Post(':eventId/retry')
    @HttpCode(202)
    @ApiResponse({ status: 202, standardSchema: RetriedParkedEvents })
    retry(
      @CurrentCaller() caller: Caller,
      @Param('eventId', ResourceId) eventId: string,
    ): Promise<RetriedParkedEvents> {
      return this.parkedEvents.retry(caller, eventId);
    }
  }
  const name = `${service.charAt(0).toUpperCase()}${service.slice(1)}ParkedEventsController`;
  return Object.defineProperty(ParkedEventsController, 'name', { value: name });
}
