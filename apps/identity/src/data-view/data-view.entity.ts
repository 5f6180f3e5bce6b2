import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('data_view')
export class DataViewRow {
  @PrimaryColumn({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  @Column({ name: 'subject_id', type: 'uuid', nullable: true })
  subjectId!: string | null;

  @Column({ name: 'dossier_id', type: 'uuid' })
  dossierId!: string;

  @Column({ name: 'dossier_code', type: 'text', nullable: true })
  dossierCode!: string | null;

  @Column({ name: 'tracking_number', type: 'text' })
  trackingNumber!: string;

  @Column({ name: 'officer_id', type: 'uuid' })
  officerId!: string;

  @Column({ name: 'agency_code', type: 'text' })
  agencyCode!: string;

  @Column({ name: 'position_code', type: 'text' })
  positionCode!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'text' })
  what!: 'fields' | 'file' | 'form';

  @Column({ type: 'boolean' })
  automatic!: boolean;

  @Column({ name: 'shown_at', type: 'timestamptz' })
  shownAt!: Date;
}
