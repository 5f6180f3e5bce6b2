import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An agency during one period: `validFrom` is its first day, `validTo` the day after its last. */
@Entity('agency')
export class AgencyRow {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @PrimaryColumn({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'text' })
  eid!: string;

  @Column({ name: 'name_vi', type: 'text' })
  nameVi!: string;

  @Column({ name: 'name_en', type: 'text' })
  nameEn!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'parent_code', type: 'text', nullable: true })
  parentCode!: string | null;

  @Column({ name: 'admin_unit_code', type: 'text', nullable: true })
  adminUnitCode!: string | null;
}
