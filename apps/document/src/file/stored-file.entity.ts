import { Column, Entity, PrimaryColumn } from 'typeorm';
import { integerColumn } from '@motcua/service-kit/database';
import { SealedColumn, type Sealed } from '@motcua/service-kit/sealed';

export type StoredFileState = 'unclaimed' | 'claimed' | 'removed';

/** What is known of a file; its content lies in the file store. */
@Entity('stored_file')
export class StoredFile {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @SealedColumn()
  name!: Sealed;

  @Column('bigint', { transformer: integerColumn })
  size!: number;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('text')
  sha256!: string;

  @Column('text')
  state!: StoredFileState;

  @Column('uuid', { name: 'dossier_id', nullable: true })
  dossierId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'waiting_since' })
  waitingSince!: Date;

  @Column('timestamptz', { name: 'content_removed_at', nullable: true })
  contentRemovedAt!: Date | null;
}

/** The cell in which the name of a file is sealed. */
export function namePlace(fileId: string): string {
  return `stored_file.name:${fileId}`;
}
