import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { RegisterBook, RegisterBookPage, RegisterBookQuery } from './register-book.js';

@Controller('api/dossier/v1/register-book')
export class RegisterBookController {
  constructor(private readonly book: RegisterBook) {}

  /** The dossiers that an agency's counter accepted in a period, in that order. */
  @Get()
  @Allow('dossier.oversee')
  @ApiResponse({ status: 200, standardSchema: RegisterBookPage })
  page(
    @CurrentCaller() caller: Caller,
    @Query({ schema: RegisterBookQuery }) query: RegisterBookQuery,
  ): Promise<RegisterBookPage> {
    return this.book.execute(caller, query);
  }
}
