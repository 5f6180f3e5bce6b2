import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a message has come on its way out of the platform. */
@Entity({ name: 'delivery' })
export class DeliveryEntity {
  @PrimaryColumn({ type: 'uuid', name: 'message_id' })
  messageId!: string;

  @PrimaryColumn({ type: 'text' })
  channel!: 'email';

  @Column({ type: 'text', default: 'waiting' })
  state!: 'waiting' | 'delivered' | 'failed' | 'noAddress';

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'next_attempt_at' })
  nextAttemptAt!: Date;
}
