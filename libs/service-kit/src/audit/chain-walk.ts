import { genesisHash, type StoredEventRow } from '../chain/index.js';
import type { AlteredRow, InsertedRow, RemovedRow } from './history-report.js';
import { linkHash } from './link-hash.js';

/** A row of the chain with the event that it points to, if that is still there. */
export interface Link {
  readonly position: number;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly event: StoredEventRow | undefined;
}

/** Numbers that no link has, with the hash of the link before them and that which the last of them had. */
export interface Hole {
  readonly from: number;
  readonly to: number;
  readonly hashBefore: Buffer;
  readonly hashOfLast: Buffer;
}

type Verdict = 'whole' | 'altered' | 'inserted' | 'eventRemoved';

interface Step {
  readonly link: Link;
  verdict: Verdict;
  /** By how much its number would have grown since it was hashed; set where that would explain its hash. */
  readonly shift?: number;
}

export interface WalkFindings {
  altered(row: AlteredRow): void;
  removed(row: RemovedRow): void;
  inserted(row: InsertedRow): void;
  hole(hole: Hole): void;
}

/** How many rows somebody may have put in or taken out at one place, moving up the numbers behind, and still be named exactly. */
const reach = 32;

/**
 * Goes along a chain link by link and judges each. Behind a broken link it goes on from the hash that is stored, so that one row is one
 * finding; whoever also computes all later hashes anew leaves a chain without a fault, which an anchor alone can tell from the true one.
 */
export class ChainWalk {
  /** The links behind; a verdict on one may yet change while it is here. */
  private readonly behind: Step[] = [];
  private shift = 0;

  constructor(private readonly findings: WalkFindings) {}

  next(link: Link): void {
    const last = this.behind.at(-1);
    const nextPosition = (last?.link.position ?? 0) + 1;
    const hashBefore = last?.link.hash ?? genesisHash;
    const step =
      link.position > nextPosition
        ? this.behindHole(link, nextPosition, hashBefore)
        : link.previousHash.equals(hashBefore)
          ? this.following(link, last)
          : this.broken(link, last);
    this.behind.push(step);
    if (this.behind.length > 4 * reach) this.tell(2 * reach);
  }

  end(): void {
    this.tell(this.behind.length);
  }

  private behindHole(link: Link, from: number, hashBefore: Buffer): Step {
    const [first, to] = [from - this.shift, link.position - 1 - this.shift];
    this.findings.hole({ from: first, to, hashBefore, hashOfLast: link.previousHash });
    return { link, verdict: this.judge(link, this.shift) };
  }

  private following(link: Link, last: Step | undefined): Step {
    if (last?.shift !== undefined && this.judge(link, last.shift) === 'whole') this.renumbered(last, last.shift);
    return { link, verdict: this.judge(link, this.shift) };
  }

  /** What stands before this link is not what stood there when it was written, or the link itself was changed. */
  private broken(link: Link, last: Step | undefined): Step {
    const verdict = this.judge(link, this.shift);
    if (verdict === 'altered') {
      const shift = this.shiftOf(link);
      return { link, verdict, ...(shift !== undefined && { shift }) };
    }
    // The link is true to its own words, so the one before has another hash than it had.
    if (!last) return { link, verdict: 'altered' };
    if (last.verdict === 'whole') last.verdict = 'altered';
    return { link, verdict };
  }

  private judge({ position, previousHash, hash, event }: Link, shift: number): Verdict {
    if (!event) return 'eventRemoved';
    return linkHash(position - shift, event, previousHash)?.equals(hash) === true ? 'whole' : 'altered';
  }

  private shiftOf(link: Link): number | undefined {
    for (let distance = 1; distance <= reach; distance++)
      for (const shift of [this.shift - distance, this.shift + distance])
        if (this.judge(link, shift) === 'whole') return shift;
    return undefined;
  }

  /** Two links in a row bear other numbers than they were hashed with: rows before them came in, or were taken out. */
  private renumbered(first: Step, shift: number): void {
    const grown = shift - this.shift;
    const before = this.behind.slice(0, -1);
    first.verdict = 'whole';
    if (grown > 0) for (const step of before.slice(-grown)) step.verdict = 'inserted';
    else {
      const number = first.link.position - shift;
      const hashBefore = before.at(-1)?.link.hash ?? genesisHash;
      this.findings.hole({ from: number + grown, to: number - 1, hashBefore, hashOfLast: first.link.previousHash });
    }
    this.shift = shift;
  }

  private tell(count: number): void {
    for (const { link, verdict } of this.behind.splice(0, count)) {
      const { position, aggregateId, sequence, event } = link;
      const row = { position, aggregateId, sequence, eventId: event?.id ?? '', type: event?.type ?? '' };
      if (verdict === 'altered') this.findings.altered(row);
      if (verdict === 'inserted') this.findings.inserted(row);
      if (verdict === 'eventRemoved') this.findings.removed({ what: 'event', position, aggregateId, sequence });
    }
  }
}
