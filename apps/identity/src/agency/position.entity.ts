import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('position')
export class PositionRow {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ name: 'title_vi', type: 'text' })
  titleVi!: string;

  @Column({ name: 'title_en', type: 'text' })
  titleEn!: string;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ name: 'agency_kinds', type: 'text', array: true })
  agencyKinds!: string[];
}
