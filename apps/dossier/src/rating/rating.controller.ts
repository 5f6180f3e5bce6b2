import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { RateDossier, RateDossierInput } from './rate-dossier.js';

@Controller('api/dossier/v1/dossiers')
export class RatingController {
  constructor(
    private readonly rateDossier: RateDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Rates how a dossier was handled, once it is over. */
  @Post(':id/rating')
  @HttpCode(200)
  @Allow('dossier.submit')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async rate(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: RateDossierInput }) input: RateDossierInput,
  ): Promise<DossierDetail> {
    await this.rateDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
