import { Module, type DynamicModule } from '@nestjs/common';
import { HeldDataModule } from '@motcua/service-kit/held-data';
import { ParkedEventsModule } from '@motcua/service-kit/parked-events';
import { MarkMessageRead } from './message/mark-message-read.js';
import { MessageController } from './message/message.controller.js';
import { MessagesQuery } from './message/messages.query.js';
import type { NotificationService } from './notification.service.js';

export { notificationSettings, type NotificationConfig } from './config.js';
export { NotificationService } from './notification.service.js';

@Module({})
export class NotificationModule {
  static register(service: NotificationService): DynamicModule {
    return {
      module: NotificationModule,
      imports: [ParkedEventsModule.register(service.parkedEvents), HeldDataModule.register(service.heldData)],
      controllers: [MessageController],
      providers: [
        { provide: MessagesQuery, useValue: service.messages },
        { provide: MarkMessageRead, useValue: service.markMessageRead },
      ],
    };
  }
}
