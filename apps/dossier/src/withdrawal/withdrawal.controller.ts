import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { WithdrawDossier, WithdrawDossierInput } from './withdraw-dossier.js';

@Controller('api/dossier/v1/dossiers')
export class WithdrawalController {
  constructor(
    private readonly withdrawDossier: WithdrawDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Takes a dossier back before it is decided. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('authenticated')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async withdraw(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: WithdrawDossierInput }) input: WithdrawDossierInput,
  ): Promise<DossierDetail> {
    await this.withdrawDossier.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }
}
