import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { AnswerSupplement, AnswerSupplementInput } from './answer-supplement.js';
import { RequestSupplement, RequestSupplementInput } from './request-supplement.js';

@Controller('api/dossier/v1/dossiers/:id')
export class SupplementController {
  constructor(
    private readonly requestSupplement: RequestSupplement,
    private readonly answerSupplement: AnswerSupplement,
    private readonly read: ReadDossier,
  ) {}

  /** Asks the applicant for everything that is missing. */
  @Post('supplement')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async supplement(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: RequestSupplementInput }) input: RequestSupplementInput,
  ): Promise<DossierDetail> {
    await this.requestSupplement.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** Brings what was missing, from the citizen or at the desk. */
  @Post('supplement/answer')
  @HttpCode(200)
  @Allow('authenticated')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async answer(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: AnswerSupplementInput }) input: AnswerSupplementInput,
  ): Promise<DossierDetail> {
    await this.answerSupplement.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
