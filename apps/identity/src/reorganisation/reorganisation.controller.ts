import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { AppliedPack } from '../pack/apply-pack.js';
import { ListReorganisations, ReorganisationList } from './list-reorganisations.query.js';
import { PostponeInput, PostponeReorganisation } from './postpone-reorganisation.js';

@ApiTags('identity')
@Controller('api/identity/v1/reorganisations')
export class ReorganisationController {
  constructor(
    private readonly listReorganisations: ListReorganisations,
    private readonly postponeReorganisation: PostponeReorganisation,
  ) {}

  @Get()
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: ReorganisationList })
  list(): Promise<ReorganisationList> {
    return this.listReorganisations.execute();
  }

  /** Puts one off to another day; what has taken effect is undone, until somebody acts under the new order. */
  @Post(':code/postpone')
  @HttpCode(200)
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: AppliedPack })
  postpone(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: PostponeInput }) input: PostponeInput,
  ): Promise<AppliedPack> {
    return this.postponeReorganisation.execute(caller, code, input);
  }
}
