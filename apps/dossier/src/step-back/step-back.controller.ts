import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { StepBack, StepBackInput } from './step-back.js';

@Controller('api/dossier/v1/dossiers')
export class StepBackController {
  constructor(
    private readonly stepBack: StepBack,
    private readonly read: ReadDossier,
  ) {}

  /** Sends a dossier back to an earlier step. */
  @Post(':id/step-back')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async goBack(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: StepBackInput }) input: StepBackInput,
  ): Promise<DossierDetail> {
    await this.stepBack.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
