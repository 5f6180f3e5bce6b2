import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { CorrectResult, CorrectResultInput } from './correct-result.js';

@Controller('api/dossier/v1/dossiers')
export class CorrectionController {
  constructor(
    private readonly correctResult: CorrectResult,
    private readonly read: ReadDossier,
  ) {}

  /** Replaces a result that has a mistake; the earlier one is kept. */
  @Post(':id/correct-result')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async correct(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: CorrectResultInput }) input: CorrectResultInput,
  ): Promise<DossierDetail> {
    await this.correctResult.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
