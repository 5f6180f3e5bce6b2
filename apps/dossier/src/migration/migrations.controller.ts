import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { CheckMigration } from './check-migration.js';
import {
  MigrationCheck,
  MigrationCheckInput,
  MigrationInput,
  MigrationPage,
  MigrationRun,
} from './migration.schemas.js';
import { ReadMigration } from './read-migration.js';
import { StartMigration } from './start-migration.js';

@Controller('api/dossier/v1/procedures/:code/migrations')
export class MigrationsController {
  constructor(
    private readonly checkMigration: CheckMigration,
    private readonly startMigration: StartMigration,
    private readonly readMigration: ReadMigration,
  ) {}

  /** Says what a migration would come to, and names each dossier that could not move; nothing changes. */
  @Post('dry-run')
  @HttpCode(200)
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: MigrationCheck })
  check(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: MigrationCheckInput }) input: MigrationCheckInput,
  ): Promise<MigrationCheck> {
    return this.checkMigration.execute(caller, code, input);
  }

  /** Moves the running dossiers of a version to another; the answer tells where to look how far it is. */
  @Post()
  @HttpCode(202)
  @Allow('province.administer')
  @ApiResponse({ status: 202, standardSchema: MigrationRun })
  async start(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Body({ schema: MigrationInput }) input: MigrationInput,
  ): Promise<MigrationRun> {
    const { id } = await this.startMigration.execute(caller, code, input);
    return this.readMigration.execute(caller, code, id, { limit: 100 });
  }

  /** How far a migration is, and who stays on the version. */
  @Get(':id')
  @Allow('province.administer')
  @ApiResponse({ status: 200, standardSchema: MigrationRun })
  read(
    @CurrentCaller() caller: Caller,
    @Param('code') code: string,
    @Param('id', ResourceId) id: string,
    @Query({ schema: MigrationPage }) page: MigrationPage,
  ): Promise<MigrationRun> {
    return this.readMigration.execute(caller, code, id, page);
  }
}
