import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who takes over from an agency, from which day, and whether as a whole or beside others. */
@Entity('agency_successor')
export class AgencySuccessorRow {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @PrimaryColumn({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @PrimaryColumn({ name: 'successor_code', type: 'text' })
  successorCode!: string;

  @PrimaryColumn({ name: 'succeeds_from', type: 'date' })
  succeedsFrom!: string;

  @Column({ type: 'text' })
  extent!: 'whole' | 'part' | 'rest';
}
