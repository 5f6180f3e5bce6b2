import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { ChooseDelivery } from './choose-delivery.js';
import { ResultWish } from './delivery.schemas.js';

@Controller('api/dossier/v1/dossiers')
export class DeliveryController {
  constructor(
    private readonly chooseDelivery: ChooseDelivery,
    private readonly read: ReadDossier,
  ) {}

  /** Says how the applicant wants the result. */
  @Put(':id/result-wish')
  @Allow('authenticated')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async choose(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: ResultWish }) wish: ResultWish,
  ): Promise<DossierDetail> {
    await this.chooseDelivery.execute(caller, id, version, wish);
    return this.read.execute(caller, id);
  }
}
