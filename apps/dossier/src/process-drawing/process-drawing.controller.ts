import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { parseProcess, type Refusal, type Warning } from '@motcua/process';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, LimitBody, ResourceId } from '@motcua/service-kit/http';
import { CheckedProcess, CheckProcessInput, DossierProcess, ProcedureVersions } from './process-drawing.schemas.js';
import { ShowProcess } from './show-process.js';

/** A drawing of two million characters, each of at most four bytes. */
const mostBytes = 8 * 1024 * 1024;

@Controller('api/dossier/v1')
export class ProcessDrawingController {
  constructor(private readonly show: ShowProcess) {}

  /** The drawing of a dossier's process, and where in it the dossier is. */
  @Get('dossiers/:id/process')
  @Allow('officer')
  @ApiResponse({ status: 200, standardSchema: DossierProcess })
  ofDossier(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<DossierProcess> {
    return this.show.ofDossier(caller, id);
  }

  /** The drawings of a procedure through its versions. */
  @Get('procedures/:code/versions')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: ProcedureVersions })
  versions(@Param('code') code: string): Promise<ProcedureVersions> {
    return this.show.versionsOf(code);
  }

  /** Tells the faults of a drawing, each with the element and the line; nothing is kept. */
  @Post('process-checks')
  @Allow('province.administer')
  @LimitBody(mostBytes)
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: CheckedProcess })
  async check(
    @CurrentCaller() { language }: Caller,
    @Body({ schema: CheckProcessInput }) { xml }: CheckProcessInput,
  ): Promise<CheckedProcess> {
    const parsed = await parseProcess(xml);
    const spoken = (found: readonly (Refusal | Warning)[]) =>
      found.map(({ elementId, line, reason }) => ({ elementId, line, reason: reason[language] }));
    if ('refusals' in parsed) return { accepted: false, refusals: spoken(parsed.refusals), warnings: [] };
    return { accepted: true, refusals: [], warnings: spoken(parsed.warnings) };
  }
}
