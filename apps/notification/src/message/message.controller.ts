import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { Allow, CurrentCaller } from '@motcua/service-kit/http';
import { MarkMessageRead } from './mark-message-read.js';
import { MessageList, MessagesInput, MessagesQuery, UnreadCount } from './messages.query.js';

const MessageId = z.object({ id: z.uuid() });
type MessageId = z.infer<typeof MessageId>;

@Controller('api/notification/v1/messages')
export class MessageController {
  constructor(
    private readonly messages: MessagesQuery,
    private readonly markMessageRead: MarkMessageRead,
  ) {}

  @Get()
  @Allow('authenticated')
  @ApiResponse({ status: 200, standardSchema: MessageList })
  list(@CurrentCaller() caller: Caller, @Query({ schema: MessagesInput }) input: MessagesInput): Promise<MessageList> {
    return this.messages.list(caller, input);
  }

  @Get('unread-count')
  @Allow('authenticated')
  @ApiResponse({ status: 200, standardSchema: UnreadCount })
  countUnread(@CurrentCaller() caller: Caller): Promise<UnreadCount> {
    return this.messages.countUnread(caller);
  }

  @Post(':id/read')
  @HttpCode(204)
  @Allow('authenticated')
  @ApiResponse({ status: 204, description: 'Noted.' })
  markRead(@CurrentCaller() caller: Caller, @Param({ schema: MessageId }) { id }: MessageId): Promise<void> {
    return this.markMessageRead.execute(caller, id);
  }
}
