import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { ExtendDossier, ExtendDossierInput } from '../extension/extend-dossier.js';
import { RejectDossier, RejectDossierInput } from '../rejection/reject-dossier.js';
import { StopDossier, StopDossierInput } from '../stop/stop-dossier.js';
import { AnswerSupplement, AnswerSupplementInput } from '../supplement/answer-supplement.js';
import { RequestSupplement, RequestSupplementInput } from '../supplement/request-supplement.js';
import { PauseClock, PauseClockInput } from './pause-clock.js';

/** The turns that stop a dossier's clock, move it or let it stand still. */
@Controller('api/dossier/v1/dossiers/:id')
export class ClockTurnsController {
  constructor(
    private readonly requestSupplement: RequestSupplement,
    private readonly answerSupplement: AnswerSupplement,
    private readonly rejectDossier: RejectDossier,
    private readonly stopDossier: StopDossier,
    private readonly extendDossier: ExtendDossier,
    private readonly pauseClock: PauseClock,
    private readonly read: ReadDossier,
  ) {}

  /** Asks the applicant for everything that is missing. */
  @Post('supplement')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
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
  @ApiHeader({ name: 'Idempotency-Key', required: false })
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

  /** Does not take a dossier in, with the reason in writing. */
  @Post('reject')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
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

  /** Ends the processing without a result, with the reason in writing. */
  @Post('stop')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
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

  /** Gives a new appointment, with a letter of apology. */
  @Post('extend')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async extend(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: ExtendDossierInput }) input: ExtendDossierInput,
  ): Promise<DossierDetail> {
    await this.extendDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** Lets the clock stand still on a ground that a leader decides on. */
  @Post('pause')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async pause(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: PauseClockInput }) input: PauseClockInput,
  ): Promise<DossierDetail> {
    await this.pauseClock.pause(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** Ends such a ground. */
  @Post('resume')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async resume(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: PauseClockInput }) input: PauseClockInput,
  ): Promise<DossierDetail> {
    await this.pauseClock.resume(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
