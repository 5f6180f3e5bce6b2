import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one rendering of a form of a dossier. */
@Entity('rendered_form')
export class RenderedForm {
  @PrimaryColumn('uuid', { name: 'dossier_id' })
  dossierId!: string;

  @PrimaryColumn('text')
  form!: string;

  @Column('text', { name: 'form_set' })
  formSet!: string;

  @Column('text', { name: 'pack_hash' })
  packHash!: string;

  @Column('uuid', { name: 'file_id', unique: true })
  fileId!: string;

  @Column('timestamptz', { name: 'rendered_at' })
  renderedAt!: Date;
}
