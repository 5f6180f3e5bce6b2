import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { DeliverMessage, MessageAnswer, MessageInput } from './deliver-message.js';

@Controller('api/dossier/v1/messages')
export class MessagesController {
  constructor(private readonly deliverMessage: DeliverMessage) {}

  /** Brings a message of an agency to the dossiers that wait for it. Sending it again changes nothing. */
  @Post()
  @HttpCode(200)
  @Allow('officer')
  @ApiResponse({ status: 200, standardSchema: MessageAnswer })
  deliver(
    @CurrentCaller() caller: Caller,
    @Body({ schema: MessageInput }) input: MessageInput,
  ): Promise<MessageAnswer> {
    return this.deliverMessage.execute(caller, input);
  }
}
