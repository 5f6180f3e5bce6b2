import { Controller, Get, type DynamicModule, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Allow } from '../http/index.js';
import { HeldDataOfService } from './held-data-of-service.js';
import { HeldDataList, Resealing } from './held-data.schemas.js';

/** The HTTP door to the register of what a service holds about people, for its own module to import. */
export class HeldDataModule {
  static register(heldData: HeldDataOfService): DynamicModule {
    return {
      module: HeldDataModule,
      controllers: [controllerFor(heldData.service)],
      providers: [{ provide: HeldDataOfService, useValue: heldData }],
    };
  }
}

/** A class for each service, because a path and an operation's name in the API belong to a class. */
function controllerFor(service: string): Type {
  @Controller(`api/${service}/v1/held-data`)
  class HeldDataController {
    constructor(private readonly heldData: HeldDataOfService) {}

    /** What this service holds about people, why, on what ground and for how long. Anybody may read it. */
    @Get()
    @Allow('public')
    @ApiResponse({ status: 200, standardSchema: HeldDataList })
    list(): HeldDataList {
      return this.heldData.list();
    }

    /** How far the change of the sealing key has come. */
    @Get('resealing')
    @Allow('province.administer')
    @ApiResponse({ status: 200, standardSchema: Resealing })
    resealing(): Promise<Resealing> {
      return this.heldData.resealing();
    }
  }
  const name = `${service.charAt(0).toUpperCase()}${service.slice(1)}HeldDataController`;
  return Object.defineProperty(HeldDataController, 'name', { value: name });
}
