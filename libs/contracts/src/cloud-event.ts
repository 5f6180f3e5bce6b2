/**
 * A fact on the bus: CloudEvents 1.0 with the extensions `sequence` and `traceparent`.
 * `data` is the payload's JSON text, exactly as the owner hashed it; it carries ids, codes and times, never personal data.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** UUIDv7, the same in every delivery. */
  readonly id: string;
  /** The service that says it: `/motcua/dossier`. */
  readonly source: string;
  /** What happened, in the past tense: `dossier.accepted`. */
  readonly type: string;
  /** UUID of the aggregate; also the key of the partition. */
  readonly subject: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: string;
  /** Place in the aggregate's own history, from 1, without gaps. */
  readonly sequence: number;
  /** W3C trace context of the command that caused it. */
  readonly traceparent?: string;
}
