import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiResponse, type ApiBodyOptions } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller, IfMatch, LimitRate, ResourceId } from '@motcua/service-kit/http';
import { DossierDetail } from '../dossier/dossier.schemas.js';
import { ReadDossier } from '../dossier/read-dossier.js';
import { ClearPayment, ClearPaymentInput } from './clear-payment.js';
import { readNoticeBody } from './notice-body.js';
import { PaymentFaultList, PaymentFaults, PaymentFaultsQuery } from './payment-faults.js';
import { signatureHeader } from './payment-signature.js';
import { RecordPayment, RecordPaymentInput } from './record-payment.js';
import { RefundPayment, RefundPaymentInput } from './refund-payment.js';
import { StartedPayment, StartPayment } from './start-payment.js';
import { TakePaymentNotice } from './take-payment-notice.js';

/** The route that reads its body itself: the signature is over the very bytes. */
export const noticePath = '/api/dossier/v1/payment-notices';

type SchemaObject = Extract<ApiBodyOptions, { schema: unknown }>['schema'];
const text: SchemaObject = { type: 'string' };
/** As the description of the API has it; what counts is `PaymentNoticeInput`. */
const noticeShape: SchemaObject = {
  type: 'object',
  required: ['noticeId', 'paymentId', 'reference', 'status', 'amountVnd'],
  properties: {
    noticeId: text,
    paymentId: text,
    reference: text,
    status: { ...text, enum: ['pending', 'succeeded', 'failed'] },
    amountVnd: { type: 'integer', minimum: 0 },
  },
};

@Controller('api/dossier/v1')
export class FeeController {
  constructor(
    private readonly recordPayment: RecordPayment,
    private readonly startPayment: StartPayment,
    private readonly refundPayment: RefundPayment,
    private readonly takeNotice: TakePaymentNotice,
    private readonly faults: PaymentFaults,
    private readonly clearPayment: ClearPayment,
    private readonly read: ReadDossier,
  ) {}

  /** Writes down that the fee was paid at the counter. */
  @Post('dossiers/:id/counter-payment')
  @HttpCode(200)
  @Allow('dossier.intake')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async record(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: RecordPaymentInput }) input: RecordPaymentInput,
  ): Promise<DossierDetail> {
    await this.recordPayment.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** Opens a payment with the provider; the citizen goes on at the address that it answers. */
  @Post('dossiers/:id/online-payment')
  @HttpCode(200)
  @Allow('dossier.submit')
  @ApiResponse({ status: 200, standardSchema: StartedPayment })
  start(@CurrentCaller() caller: Caller, @Param('id', ResourceId) id: string): Promise<StartedPayment> {
    return this.startPayment.execute(caller, id);
  }

  /** Gives back what was paid, in full or in part. */
  @Post('dossiers/:id/refund')
  @HttpCode(200)
  @Allow('officer')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiResponse({ status: 200, standardSchema: DossierDetail })
  async refund(
    @CurrentCaller() caller: Caller,
    @Param('id', ResourceId) id: string,
    @IfMatch() version: number,
    @Body({ schema: RefundPaymentInput }) input: RefundPaymentInput,
  ): Promise<DossierDetail> {
    await this.refundPayment.execute(caller, id, version, input);
    return this.read.execute(caller, id);
  }

  /** What the payment provider tells, signed with the key that both sides know. */
  @Post('payment-notices')
  @HttpCode(204)
  @Allow('public')
  @LimitRate({ requests: 1200, perSeconds: 60 })
  @ApiHeader({ name: signatureHeader, required: true, description: 't=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>">' })
  @ApiBody({ schema: noticeShape })
  @ApiResponse({ status: 204 })
  async notice(
    @Req() request: IncomingMessage,
    @Headers(signatureHeader) signature: string | undefined,
  ): Promise<void> {
    await this.takeNotice.execute(signature, await readNoticeBody(request));
  }

  /** Money that somebody has to look after: unknown, of the wrong amount, or paid twice. */
  @Get('payment-faults')
  @Allow('officer')
  @ApiResponse({ status: 200, standardSchema: PaymentFaultList })
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: PaymentFaultsQuery }) query: PaymentFaultsQuery,
  ): Promise<PaymentFaultList> {
    return this.faults.execute(caller, query);
  }

  /** Says what became of a payment for no known dossier; it is then no longer to be looked after. */
  @Post('payment-faults/:id/clearing')
  @HttpCode(204)
  @Allow('province.administer')
  @ApiResponse({ status: 204 })
  clear(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: ClearPaymentInput }) input: ClearPaymentInput,
  ): Promise<void> {
    return this.clearPayment.execute(caller, id, input);
  }
}
