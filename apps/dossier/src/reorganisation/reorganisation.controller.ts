import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, ResourceId } from '@motcua/service-kit/http';
import { FindWaiting } from './find-waiting.js';
import { PlaceDossier } from './place-dossier.js';
import { PreviewReorganisation } from './preview-reorganisation.js';
import {
  PlacedDossierView,
  PlaceInput,
  PreviewedDossiers,
  PreviewQuery,
  ReorganisationPreview,
  WaitingForPlace,
  WaitingQuery,
} from './reorganisation.schemas.js';

@Controller('api/dossier/v1')
export class ReorganisationController {
  constructor(
    private readonly previewReorganisation: PreviewReorganisation,
    private readonly findWaiting: FindWaiting,
    private readonly placeDossier: PlaceDossier,
  ) {}

  /** What a reorganisation of the province moves, and how far it is. */
  @Get('reorganisations/:code')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: ReorganisationPreview })
  preview(@Param('code') code: string): Promise<ReorganisationPreview> {
    return this.previewReorganisation.execute(code);
  }

  /** The dossiers that a reorganisation will move, one by one. */
  @Get('reorganisations/:code/dossiers')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: PreviewedDossiers })
  dossiers(
    @Param('code') code: string,
    @Query({ schema: PreviewQuery }) query: PreviewQuery,
  ): Promise<PreviewedDossiers> {
    return this.previewReorganisation.list(code, query);
  }

  /** Dossiers whose agency was split and whose address is to be asked for. */
  @Get('dossiers-without-place')
  @Allow('officer')
  @ApiResponse({ status: 200, standardSchema: WaitingForPlace })
  waiting(
    @CurrentCaller() caller: Caller,
    @Query({ schema: WaitingQuery }) query: WaitingQuery,
  ): Promise<WaitingForPlace> {
    return this.findWaiting.execute(caller, query);
  }

  /** Says to which successor a dossier belongs; it goes over at once. */
  @Post('dossiers/:id/place')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: PlacedDossierView })
  place(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: PlaceInput }) input: PlaceInput,
  ): Promise<PlacedDossierView> {
    return this.placeDossier.execute(caller, id, version, input);
  }
}
