import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn, type Sealed } from '@motcua/service-kit/sealed';

/** The authenticator application of a person. */
@Entity('totp')
export class TotpRow {
  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  /** Twenty random bytes, base64url when opened. */
  @SealedColumn()
  secret!: Sealed;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  @Column({ name: 'last_step', type: 'bigint', default: 0 })
  lastStep!: string;
}
