import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { AskAgencies, AskAgenciesInput } from './ask-agencies.js';
import { AgenciesToAsk, FindAgenciesToAsk } from './find-agencies-to-ask.js';
import { WithdrawQuestion } from './withdraw-question.js';

@Controller('api/dossier/v1/dossiers')
@Allow('officer')
export class ConsultationController {
  constructor(
    private readonly askAgencies: AskAgencies,
    private readonly withdrawQuestion: WithdrawQuestion,
    private readonly findAgenciesToAsk: FindAgenciesToAsk,
    private readonly read: ReadDossier,
  ) {}

  /** Whom one may ask about a dossier. */
  @Get(':id/consultations/agencies')
  @ApiResponse({ status: 200, standardSchema: AgenciesToAsk })
  agenciesToAsk(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<AgenciesToAsk> {
    return this.findAgenciesToAsk.execute(caller, id);
  }

  /** Asks agencies for their opinions, beside what the drawing asks. */
  @Post(':id/consultations')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async ask(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: AskAgenciesInput }) input: AskAgenciesInput,
  ): Promise<DossierDetail> {
    await this.askAgencies.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** Takes a question back that is not answered yet. */
  @Post(':id/consultations/:taskId/withdraw')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async withdraw(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Param('taskId', ResourceId) taskId: string,
    @IfMatch() version: number,
  ): Promise<DossierDetail> {
    await this.withdrawQuestion.execute(caller, id, version, taskId);
    return this.read.execute(caller, id);
  }
}
