import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { AppliedPack, ApplyPack, PackFiles } from './apply-pack.js';

@ApiTags('identity')
@Controller('api/identity/v1/packs')
export class PackController {
  constructor(private readonly applyPack: ApplyPack) {}

  @Post()
  @Allow('province.administer')
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'The province is in force.', standardSchema: AppliedPack })
  apply(@CurrentCaller() caller: Caller, @Body({ schema: PackFiles }) { files }: PackFiles): Promise<AppliedPack> {
    return this.applyPack.execute(caller, new Map(Object.entries(files)));
  }
}
