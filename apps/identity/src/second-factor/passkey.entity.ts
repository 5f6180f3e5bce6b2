import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A device or security key with which a person signs. */
@Entity('passkey')
export class PasskeyRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  /** base64url, as browsers name it. */
  @Column({ name: 'credential_id', type: 'text' })
  credentialId!: string;

  /** COSE key. */
  @Column({ name: 'public_key', type: 'bytea' })
  publicKey!: Buffer;

  @Column({ type: 'bigint' })
  counter!: string;

  @Column({ type: 'text', array: true })
  transports!: string[];

  @Column({ type: 'text' })
  host!: string;

  /** What its person calls it. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
}
