import { fileURLToPath } from 'node:url';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { gauge, type ReadinessCheck } from '@motcua/service-kit/health';
import type { HeldDataOfService } from '@motcua/service-kit/held-data';
import type { ParkedEvents } from '@motcua/service-kit/parked-events';
import { ServiceGround, type Surroundings } from '@motcua/service-kit/service';
import { WarnOfAccount } from './account/warn-of-account.js';
import type { NotificationConfig } from './config.js';
import { CountDueDeliveries } from './delivery/count-due-deliveries.query.js';
import { DeliverMessages } from './delivery/deliver-messages.js';
import { DeliveryEntity } from './delivery/delivery.entity.js';
import { DeliveryLoop } from './delivery/delivery-loop.js';
import { Mailer } from './delivery/mailer.js';
import { MarkMessageRead } from './message/mark-message-read.js';
import { MessageEntity } from './message/message.entity.js';
import { MessagesQuery } from './message/messages.query.js';
import { WriteMessage } from './message/write-message.js';
import { NotificationPart } from './pack-part.js';
import { heldData } from './held-data.js';

/** Messages to people about their dossiers: shown in the portal, sent by mail. */
export class NotificationService {
  readonly messages: MessagesQuery;
  readonly markMessageRead: MarkMessageRead;
  readonly parkedEvents: ParkedEvents;
  readonly heldData: HeldDataOfService;
  readonly ready: ReadinessCheck;
  private readonly ground: ServiceGround;
  private readonly countDueDeliveries: CountDueDeliveries;
  private readonly deliveryLoop: DeliveryLoop | undefined;

  constructor(config: NotificationConfig, surroundings: Surroundings) {
    const ground = new ServiceGround(
      {
        name: 'notification',
        database: config.database,
        migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
        entities: [MessageEntity, DeliveryEntity],
        heldData,
        topic: topics.notification,
      },
      surroundings,
    );
    const { commands, queries, clock, log, sealer } = ground;
    const packs = ground.packs((stored) => NotificationPart.parse(stored));
    this.ground = ground;
    this.parkedEvents = ground.parkedEvents;
    this.heldData = ground.heldData;
    this.ready = ground.ready;
    this.messages = new MessagesQuery(queries, sealer);
    this.countDueDeliveries = new CountDueDeliveries(queries, clock);
    this.markMessageRead = new MarkMessageRead(commands, clock);
    const identity = ground.client('identity', IdentityServiceService);
    if (config.smtpUrl !== undefined) {
      const mailer = new Mailer({
        smtpUrl: config.smtpUrl,
        mailFrom: config.mailFrom,
        timeoutMs: config.mailTimeoutMs,
      });
      const deliverMessages = new DeliverMessages(commands, identity, mailer, sealer, clock, log, {
        attempts: config.mailAttempts,
        retryAfterSeconds: config.mailRetryAfterSeconds,
        timeoutMs: config.mailTimeoutMs,
      });
      this.deliveryLoop = new DeliveryLoop(deliverMessages, log);
    }

    const byMail = this.deliveryLoop !== undefined;
    ground.consumer.on(topics.identity, {
      ...new WarnOfAccount(clock, { byMail }).effects,
      'pack.activated': (tx, { hash, activation, activatedAt }, { time }) =>
        packs.activate(tx, hash, activation, activatedAt ?? new Date(time)),
    });
    const dossier = ground.client('dossier', DossierServiceService);
    const writeMessage = new WriteMessage(packs, { dossier, identity }, sealer, clock, { byMail });
    ground.consumer.on(topics.dossier, writeMessage.effects);
    ground.serve(NotificationServiceService, {
      stagePack: {
        policy: 'service',
        handle: async ({ hash, part }) => {
          await packs.stage(hash, part);
          return {};
        },
      },
      readEvents: { policy: 'service', stream: ({ afterPosition }) => ground.readEvents(afterPosition) },
    });
  }

  migrate(): Promise<void> {
    return this.ground.migrate();
  }

  async start(): Promise<void> {
    await this.ground.start();
    gauge('motcua_timers_due', 'Messages whose next attempt to leave the platform is due.', 'notification', () =>
      this.countDueDeliveries.execute(),
    );
    this.deliveryLoop?.start();
  }

  /** Ends mails that are under way; they are due again when the service is back. */
  async stop(): Promise<void> {
    await this.deliveryLoop?.stop();
    await this.ground.stop();
  }
}
