import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code on paper; the code itself is nowhere. */
@Entity('recovery_code')
export class RecoveryCodeRow {
  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @PrimaryColumn({ name: 'code_hash', type: 'bytea' })
  codeHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;
}
