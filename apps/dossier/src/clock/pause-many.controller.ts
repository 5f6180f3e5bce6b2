import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { eachOf, ManyAnswer } from '../turn/one-of-many.js';
import { PauseClock, PauseManyInput } from './pause-clock.js';

/** What the head decides for a set of dossiers, such as those that an outage keeps waiting. */
@Controller('api/dossier/v1/dossiers')
@Allow('officer')
export class PauseManyController {
  constructor(private readonly pauseClock: PauseClock) {}

  /** Lets the clocks of many dossiers stand still; the answer says what came of each. */
  @Post('pause-many')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ManyAnswer })
  pauseMany(
    @CurrentCaller() caller: Caller,
    @Body({ schema: PauseManyInput }) { dossierIds, ...input }: PauseManyInput,
  ): Promise<ManyAnswer> {
    const dossiers = dossierIds.map((id) => ({ id }));
    return eachOf(caller, dossiers, (one, { id }) => this.pauseClock.pause(one, id, undefined, input));
  }

  /** Lets the clocks of many dossiers run again. */
  @Post('resume-many')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ManyAnswer })
  resumeMany(
    @CurrentCaller() caller: Caller,
    @Body({ schema: PauseManyInput }) { dossierIds, ...input }: PauseManyInput,
  ): Promise<ManyAnswer> {
    const dossiers = dossierIds.map((id) => ({ id }));
    return eachOf(caller, dossiers, (one, { id }) => this.pauseClock.resume(one, id, undefined, input));
  }
}
