import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiParam, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { FileDelivery } from '../file/file-delivery.js';
import { GetForm } from './get-form.js';

@Controller('api/document/v1/dossiers/:dossierId/forms')
export class FormsController {
  constructor(
    private readonly getForm: GetForm,
    private readonly delivery: FileDelivery,
  ) {}

  @Get(':form')
  @Allow('authenticated')
  @ApiParam({ name: 'form', enum: ['receipt'] })
  @ApiResponse({ status: 200, content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async form(
    @CurrentCaller() caller: Caller,
    @Param('dossierId', ResourceId) dossierId: string,
    @Param('form') form: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.delivery.deliver(response, await this.getForm.execute(caller, dossierId, form));
  }
}
