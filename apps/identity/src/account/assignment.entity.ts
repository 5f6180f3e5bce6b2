import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The position that an officer holds at an agency, from `validFrom` to the day before `validTo`. */
@Entity('assignment')
export class AssignmentRow {
  @PrimaryColumn({ name: 'officer_id', type: 'uuid' })
  officerId!: string;

  @PrimaryColumn({ name: 'agency_code', type: 'text' })
  agencyCode!: string;

  @PrimaryColumn({ name: 'position_code', type: 'text' })
  positionCode!: string;

  @PrimaryColumn({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;
}
