import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SealedColumn, type Sealed } from '@motcua/service-kit/sealed';

@Entity('officer')
export class OfficerRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  username!: string;

  @SealedColumn({ name: 'full_name' })
  fullName!: Sealed;

  /** Null until the officer has chosen a password. */
  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

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
