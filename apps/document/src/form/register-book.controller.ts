import { Controller, Get, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { setContentHeaders } from '../file/file-delivery.js';
import { inlineDisposition } from '../file/file-name.js';
import { PrintRegisterBook, RegisterBookQuery } from './print-register-book.js';

@Controller('api/document/v1/register-book')
export class RegisterBookController {
  constructor(private readonly printRegisterBook: PrintRegisterBook) {}

  /** The register book of a counter for a period, as it stands now. */
  @Get()
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async print(
    @CurrentCaller() caller: Caller,
    @Query({ schema: RegisterBookQuery }) query: RegisterBookQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, pdf } = await this.printRegisterBook.execute(caller, query);
    setContentHeaders(response, 'application/pdf');
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      length: pdf.byteLength,
      disposition: inlineDisposition(name),
    });
  }
}
