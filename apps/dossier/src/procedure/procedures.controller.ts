import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '@motcua/service-kit/http';
import { ProcedureCatalogue } from './procedure-catalogue.js';
import {
  OfferingAgencies,
  ProcedureDetail,
  ProcedureFields,
  ProcedureList,
  ProcedureQuery,
} from './procedure.schemas.js';

const AgencyQuery = z.strictObject({ q: z.string().max(100).optional() });
type AgencyQuery = z.infer<typeof AgencyQuery>;

@Controller('api/dossier/v1')
export class ProceduresController {
  constructor(private readonly catalogue: ProcedureCatalogue) {}

  /** Procedures that are offered today, by search words with or without Vietnamese marks. */
  @Get('procedures')
  @Allow('public')
  @ApiResponse({ status: 200, standardSchema: ProcedureList })
  list(@Query({ schema: ProcedureQuery }) query: ProcedureQuery): Promise<ProcedureList> {
    return this.catalogue.list(query);
  }

  @Get('procedure-fields')
  @Allow('public')
  @ApiResponse({ status: 200, standardSchema: ProcedureFields })
  fields(): Promise<ProcedureFields> {
    return this.catalogue.fields();
  }

  @Get('procedures/:code')
  @Allow('public')
  @ApiResponse({ status: 200, standardSchema: ProcedureDetail })
  get(@Param('code') code: string): Promise<ProcedureDetail> {
    return this.catalogue.get(code);
  }

  /** The agencies that decide a procedure, to choose from when handing in. */
  @Get('procedures/:code/agencies')
  @Allow('public')
  @ApiResponse({ status: 200, standardSchema: OfferingAgencies })
  agencies(@Param('code') code: string, @Query({ schema: AgencyQuery }) query: AgencyQuery): Promise<OfferingAgencies> {
    return this.catalogue.agencies(code, query.q);
  }
}
