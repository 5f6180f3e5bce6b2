import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('session')
export class SessionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the token that the browser holds. */
  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ type: 'text' })
  kind!: 'citizen' | 'officer';

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Written once a minute at most. */
  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** What it lacks behind a right password; null for a whole one. */
  @Column({ type: 'text', nullable: true })
  awaits!: 'secondFactor' | 'enrolment' | null;

  /** When a second factor was shown in it. */
  @Column({ name: 'second_factor_at', type: 'timestamptz', nullable: true })
  secondFactorAt!: Date | null;

  /** `<browser>/<system>` */
  @Column({ type: 'text', default: 'other/other' })
  device!: string;

  @Column({ type: 'text', nullable: true })
  challenge!: string | null;

  @Column({ name: 'challenge_until', type: 'timestamptz', nullable: true })
  challengeUntil!: Date | null;
}
