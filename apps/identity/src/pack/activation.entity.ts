import { Column, Entity, PrimaryColumn } from 'typeorm';
import { integerColumn } from '@motcua/service-kit/database';

@Entity('activation')
export class ActivationRow {
  @PrimaryColumn({ type: 'bigint', transformer: integerColumn })
  number!: number;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ name: 'activated_at', type: 'timestamptz' })
  activatedAt!: Date;

  /** UUID of the officer, or the name of the service that applied it at a start. */
  @Column({ name: 'activated_by', type: 'text' })
  activatedBy!: string;

  /** For an import: the pack that was applied as a whole, upon which it was made. */
  @Column({ name: 'base_hash', type: 'text', nullable: true })
  baseHash!: string | null;
}
