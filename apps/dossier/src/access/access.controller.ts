import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { AccessExplanation, AccessQuery } from './access.schemas.js';
import { ReadAccess } from './read-access.js';

@Controller('api/dossier/v1')
export class AccessController {
  constructor(private readonly readAccess: ReadAccess) {}

  /** Why one may, or may not, see a dossier and do what with it; of another officer for those who oversee or administer. */
  @Get('dossiers/:id/access-explanation')
  @Allow('authenticated')
  @ApiResponse({ status: 200, standardSchema: AccessExplanation })
  explain(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @Query({ schema: AccessQuery }) { officer }: AccessQuery,
  ): Promise<AccessExplanation> {
    return this.readAccess.execute(caller, id, officer);
  }
}
