import { Controller, Get, Injectable, Param, Query, Res, type PipeTransform } from '@nestjs/common';
import { ApiParam, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { Allow, CurrentCaller, ResourceId } from '@motcua/service-kit/http';
import { FileDelivery } from '../file/file-delivery.js';
import { DossierForm } from './form-content.js';
import { GetForm } from './get-form.js';

/** The act that a form tells of, such as the request for a supplement; without it, the latest. */
const FormQuery = z.strictObject({ of: z.uuid().optional() });
type FormQuery = z.infer<typeof FormQuery>;

/** A form that there is not is not found, like a dossier that there is not. */
@Injectable()
export class FormName implements PipeTransform<string, DossierForm> {
  transform(name: string): DossierForm {
    const form = DossierForm.safeParse(name);
    if (!form.success) throw new NotFound();
    return form.data;
  }
}

@Controller('api/document/v1/dossiers/:dossierId/forms')
export class FormsController {
  constructor(
    private readonly getForm: GetForm,
    private readonly delivery: FileDelivery,
  ) {}

  @Get(':form')
  @Allow('authenticated')
  @ApiParam({ name: 'form', enum: DossierForm.options })
  @ApiResponse({ status: 200, content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async form(
    @CurrentCaller() caller: Caller,
    @Param('dossierId', ResourceId) dossierId: string,
    @Param('form', FormName) form: DossierForm,
    @Query({ schema: FormQuery }) { of }: FormQuery,
    @Res({ passthrough: true }) response: Response,
  ) {
    const file = await this.getForm.execute(caller, dossierId, form, of);
    return this.delivery.deliver(response, file, { isOurs: true });
  }
}
