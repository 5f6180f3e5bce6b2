import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { RejectDossier, RejectDossierInput } from './reject-dossier.js';

@Controller('api/dossier/v1/dossiers/:id')
export class RejectionController {
  constructor(
    private readonly rejectDossier: RejectDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Does not take a dossier in, with the reason in writing. */
  @Post('reject')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async reject(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: RejectDossierInput }) input: RejectDossierInput,
  ): Promise<DossierDetail> {
    await this.rejectDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
