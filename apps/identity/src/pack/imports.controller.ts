import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, LimitBody } from '@motcua/service-kit/http';
import { ImportedProcess, ImportProcess, ImportProcessInput } from './import-process.js';
import { ShowPackFiles } from './show-pack-files.query.js';

/** Two texts of five hundred thousand characters, each of at most four bytes. */
const mostBytes = 4 * 1024 * 1024;

export const PackInForce = z
  .object({ hash: z.string(), files: z.record(z.string(), z.string()) })
  .meta({ id: 'PackInForce' });
export type PackInForce = z.infer<typeof PackInForce>;

@ApiTags('identity')
@Controller('api/identity/v1')
export class ImportsController {
  constructor(
    private readonly importProcess: ImportProcess,
    private readonly showFiles: ShowPackFiles,
  ) {}

  /** Brings a drawing into force as a new version of its procedure. */
  @Post('procedures/:code/versions')
  @Allow('province.administer')
  @LimitBody(mostBytes)
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: ImportedProcess })
  import(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: ImportProcessInput }) input: ImportProcessInput,
  ): Promise<ImportedProcess> {
    return this.importProcess.execute(caller, code, input);
  }

  /** The province in force as files by their path inside its folder, imports included. */
  @Get('packs/in-force')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: PackInForce })
  files(): Promise<PackInForce> {
    return this.showFiles.execute();
  }
}
