import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind } from '@motcua/pack';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { AccountMessageKind } from '../account/account-words.js';

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
  kind!: MessageKind | AccountMessageKind;

  /** Null where it is about the recipient's account. */
  @Column({ type: 'uuid', name: 'dossier_id', nullable: true })
  dossierId!: string | null;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text', name: 'subject_vi' })
  subjectVi!: string;

  @Column({ type: 'text', name: 'subject_en' })
  subjectEn!: string;

  @Column({ type: 'text', name: 'text_vi', nullable: true })
  textVi!: string | null;

  @Column({ type: 'text', name: 'text_en', nullable: true })
  textEn!: string | null;

  /** Both texts as JSON, where somebody's words are in them. */
  @Column({ type: 'text', name: 'text_sealed', nullable: true })
  textSealed!: Sealed | null;

  /** The pack whose words were used. */
  @Column({ type: 'text', name: 'pack_hash', nullable: true })
  packHash!: string | null;

  @Column({ type: 'timestamptz', name: 'read_at', nullable: true })
  readAt!: Date | null;
}
