/** An event of the log, named so that a person finds it. */
export interface NamedEvent {
  readonly aggregateId: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly type: string;
}

/** A row that is not what was chained; named as it stands now. `eventId` and `type` are empty where the event is gone as well. */
export interface AlteredRow extends NamedEvent {
  readonly position: number;
}

export type RemovedRow =
  /** Links and events are gone, both ends included. */
  | { readonly what: 'positions'; readonly from: number; readonly to: number }
  /** The link is gone; its event is still in the log and fits the hole by its hash. */
  | ({ readonly what: 'position'; readonly position: number } & NamedEvent)
  /** The event is gone; its link, or without a position its place in the outbox, is there. */
  | {
      readonly what: 'event';
      readonly position: number | null;
      readonly aggregateId: string;
      readonly sequence: number;
    }
  /** An aggregate counts past numbers that neither log nor chain has, both ends included. */
  | { readonly what: 'sequence'; readonly aggregateId: string; readonly from: number; readonly to: number }
  /** An anchor proves that the chain was longer, both ends included. */
  | { readonly what: 'tail'; readonly from: number; readonly to: number };

/** A row that came in beside the commands; without a position it is in the log alone, neither chained nor waiting to be. */
export interface InsertedRow extends NamedEvent {
  readonly position: number | null;
}

/** What a chain ended with at a moment, kept where whoever may change the database cannot change it. */
export interface Anchor {
  readonly service: string;
  readonly position: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
  /** An instant, ISO 8601 in UTC. */
  readonly at: string;
}

export interface BrokenAnchor extends Anchor {
  /** `missing`: the chain has no such position; `different`: another hash stands there. */
  readonly reason: 'missing' | 'different';
}

export interface HistoryReport {
  /** Chained events that were looked at. */
  readonly rows: number;
  readonly altered: readonly AlteredRow[];
  readonly removed: readonly RemovedRow[];
  readonly inserted: readonly InsertedRow[];
  /** Events committed and not chained yet: no fault. */
  readonly unchained: number;
  /** Findings beyond those that are listed. */
  readonly omitted: number;
  readonly anchors: { readonly checked: number; readonly broken: readonly BrokenAnchor[] };
}

/** True when nothing was found. */
export function isWhole({ altered, removed, inserted, anchors }: HistoryReport): boolean {
  return [altered, removed, inserted, anchors.broken].every((findings) => findings.length === 0);
}
