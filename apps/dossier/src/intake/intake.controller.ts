import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { AcceptDossier } from './accept-dossier.js';
import { AcceptedDossier, SubmitDossierInput, SubmittedDossier, TakeInDossierInput } from './intake.schemas.js';
import { SubmitDossier } from './submit-dossier.js';
import { TakeInDossier } from './take-in-dossier.js';

@Controller('api/dossier/v1')
export class IntakeController {
  constructor(
    private readonly submitDossier: SubmitDossier,
    private readonly takeInDossier: TakeInDossier,
    private readonly acceptDossier: AcceptDossier,
  ) {}

  /** Hands a dossier in online. */
  @Post('dossiers')
  @Allow('dossier.submit')
  @ApiResponse({ status: 201, standardSchema: SubmittedDossier })
  submit(
    @CurrentCaller() caller: Caller,
    @Body({ schema: SubmitDossierInput }) input: SubmitDossierInput,
  ): Promise<SubmittedDossier> {
    return this.submitDossier.execute(caller, input);
  }

  /** Takes a dossier in at a counter: submitted and accepted in one act. */
  @Post('counter-dossiers')
  @Allow('dossier.intake')
  @ApiResponse({ status: 201, standardSchema: AcceptedDossier })
  takeIn(
    @CurrentCaller() caller: Caller,
    @Body({ schema: TakeInDossierInput }) input: TakeInDossierInput,
  ): Promise<AcceptedDossier> {
    return this.takeInDossier.execute(caller, input);
  }

  /** Accepts a dossier that came online. */
  @Post('dossiers/:id/accept')
  @HttpCode(200)
  @Allow('dossier.intake')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: AcceptedDossier })
  accept(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
  ): Promise<AcceptedDossier> {
    return this.acceptDossier.execute(caller, id, version);
  }
}
