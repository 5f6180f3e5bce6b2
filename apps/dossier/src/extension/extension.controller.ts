import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { ExtendDossier, ExtendDossierInput } from './extend-dossier.js';

@Controller('api/dossier/v1/dossiers/:id')
export class ExtensionController {
  constructor(
    private readonly extendDossier: ExtendDossier,
    private readonly read: ReadDossier,
  ) {}

  /** Gives a new appointment, with a letter of apology. */
  @Post('extend')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
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
}
