import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, LimitBody } from '@motcua/service-kit/http';
import { AppliedPack, ApplyPack, PackFiles } from './apply-pack.js';

/** A province with some two thousand procedures; a service takes its part in one message of 32 MiB. */
const mostBytes = 32 * 1024 * 1024;

@ApiTags('identity')
@Controller('api/identity/v1/packs')
export class PackController {
  constructor(private readonly applyPack: ApplyPack) {}

  @Post()
  @Allow('province.administer')
  @LimitBody(mostBytes)
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'The province is in force.', standardSchema: AppliedPack })
  apply(@CurrentCaller() caller: Caller, @Body({ schema: PackFiles }) { files }: PackFiles): Promise<AppliedPack> {
    return this.applyPack.execute(caller, new Map(Object.entries(files)));
  }
}
