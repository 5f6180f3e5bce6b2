import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one rendering of a form of a dossier, or of one of its acts. */
@Entity('rendered_form')
export class RenderedForm {
  @PrimaryColumn('uuid', { name: 'file_id' })
  fileId!: string;

  @Column('uuid', { name: 'dossier_id' })
  dossierId!: string;

  @Column('text')
  form!: string;

  @Column('uuid', { name: 'act_id', nullable: true })
  actId!: string | null;

  @Column('text', { name: 'form_set' })
  formSet!: string;

  @Column('text', { name: 'pack_hash' })
  packHash!: string;

  @Column('timestamptz', { name: 'rendered_at' })
  renderedAt!: Date;
}
