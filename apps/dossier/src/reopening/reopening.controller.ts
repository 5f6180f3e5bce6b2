import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { ReopenDossier, ReopenDossierInput } from './reopen-dossier.js';

@Controller('api/dossier/v1/dossiers')
export class ReopeningController {
  constructor(
    private readonly reopenDossier: ReopenDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Takes a decided dossier up again after a complaint. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async reopen(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: ReopenDossierInput }) input: ReopenDossierInput,
  ): Promise<DossierDetail> {
    await this.reopenDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
