import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { PauseClock, PauseClockInput } from './pause-clock.js';

@Controller('api/dossier/v1/dossiers/:id')
export class PauseController {
  constructor(
    private readonly pauseClock: PauseClock,
    private readonly read: ReadDossier,
  ) {}

  /** Lets the clock stand still on a ground that a leader decides on. */
  @Post('pause')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
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
