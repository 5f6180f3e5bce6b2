import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind } from '../pack-part.js';

/** What one person is told about one event, in both languages. */
@Entity({ name: 'message' })
export class MessageEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'event_id' })
  eventId!: string;

  @Column({ type: 'uuid', name: 'recipient_id' })
  recipientId!: string;

  @Column({ type: 'text' })
  kind!: MessageKind;

  @Column({ type: 'uuid', name: 'dossier_id' })
  dossierId!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text', name: 'subject_vi' })
  subjectVi!: string;

  @Column({ type: 'text', name: 'subject_en' })
  subjectEn!: string;

  @Column({ type: 'text', name: 'text_vi' })
  textVi!: string;

  @Column({ type: 'text', name: 'text_en' })
  textEn!: string;

  @Column({ type: 'timestamptz', name: 'read_at', nullable: true })
  readAt!: Date | null;
}
