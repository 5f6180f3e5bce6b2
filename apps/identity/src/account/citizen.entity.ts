import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn, type Sealed } from '@motcua/service-kit/sealed';

@Entity('citizen')
export class CitizenRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @SealedColumn({ name: 'identity_number' })
  identityNumber!: Sealed;

  @Column({ name: 'identity_number_index', type: 'bytea' })
  identityNumberIndex!: Buffer;

  @SealedColumn({ name: 'full_name' })
  fullName!: Sealed;

  /** `YYYY-MM-DD` when opened. */
  @SealedColumn({ name: 'date_of_birth' })
  dateOfBirth!: Sealed;

  @SealedColumn({ nullable: true })
  phone!: Sealed | null;

  @SealedColumn({ nullable: true })
  email!: Sealed | null;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text', default: 'vi' })
  language!: string;

  /** Came with a province's demonstration accounts. */
  @Column({ type: 'boolean', default: false })
  demo!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}
