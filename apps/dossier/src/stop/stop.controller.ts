import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { StopDossier, StopDossierInput } from './stop-dossier.js';

@Controller('api/dossier/v1/dossiers/:id')
export class StopController {
  constructor(
    private readonly stopDossier: StopDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Ends the processing without a result, with the reason in writing. */
  @Post('stop')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async stop(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: StopDossierInput }) input: StopDossierInput,
  ): Promise<DossierDetail> {
    await this.stopDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
