import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { ShowInFullInput, ShownInFull } from './disclosure.schemas.js';
import { ShowInFull } from './show-in-full.js';

@Controller('api/dossier/v1/dossiers')
export class DisclosureController {
  constructor(private readonly showInFull: ShowInFull) {}

  /** Shows parts of a dossier that are hidden, for a purpose; those whom they are about see that it was done. */
  @Post(':id/disclosures')
  @HttpCode(200)
  @Allow('officer')
  @ApiResponse({ status: 200, standardSchema: ShownInFull })
  show(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Body({ schema: ShowInFullInput }) input: ShowInFullInput,
  ): Promise<ShownInFull> {
    return this.showInFull.execute(caller, id, input);
  }
}
