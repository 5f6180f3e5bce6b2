import type { Client } from 'pg';
import { genesisHash, storedEventColumns, type StoredEventRow } from '../chain/index.js';
import { ChainWalk, type Hole, type Link } from './chain-walk.js';
import { FindingList } from './finding-list.js';
import type {
  AlteredRow,
  Anchor,
  BrokenAnchor,
  HistoryReport,
  InsertedRow,
  NamedEvent,
  RemovedRow,
} from './history-report.js';
import { fillHole } from './fill-hole.js';

const pageSize = 2_000;

/** So many findings of a kind are listed; the rest is counted. */
const listed = 10_000;

/**
 * Looks through the whole history of one service: its chain, its log and the numbers of its aggregates, as they stood at one moment, so
 * that a service at work gives no false finding. Reads alone, page by page.
 * @param anchors those of this service; they must have been read before, as a later one may be of a row that this moment does not see
 */
export async function verifyHistory(client: Client, anchors: readonly Anchor[] = []): Promise<HistoryReport> {
  await client.query('begin transaction isolation level repeatable read, read only');
  try {
    return await new Verification(client, anchors).run();
  } finally {
    await client.query('rollback');
  }
}

class Verification {
  private rows = 0;
  private tip: Pick<Link, 'position' | 'hash'> = { position: 0, hash: genesisHash };
  private readonly altered = new FindingList<AlteredRow>(listed);
  private readonly removed = new FindingList<RemovedRow>(listed);
  private readonly inserted = new FindingList<InsertedRow>(listed);
  private readonly holes = new FindingList<Hole>(listed);
  private readonly broken = new FindingList<BrokenAnchor>(listed);
  private readonly anchorsAt = new Map<number, Anchor[]>();

  constructor(
    private readonly client: Client,
    private readonly anchors: readonly Anchor[],
  ) {
    for (const anchor of anchors) {
      const { position } = anchor;
      this.anchorsAt.set(position, [...(this.anchorsAt.get(position) ?? []), anchor]);
    }
  }

  async run(): Promise<HistoryReport> {
    await this.walk();
    this.findMissedAnchors();
    await this.findStrays();
    await this.findLostFromOutbox();
    await this.findSequenceGaps();
    const { rows, altered, removed, inserted, holes, broken } = this;
    return {
      rows,
      altered: altered.kept,
      removed: removed.kept,
      inserted: inserted.kept,
      unchained: await this.countUnchained(),
      omitted: [altered, removed, inserted, holes, broken].reduce((sum, { omitted }) => sum + omitted, 0),
      anchors: { checked: this.anchors.length, broken: broken.kept },
    };
  }

  private async walk(): Promise<void> {
    const walk = new ChainWalk({
      altered: (row) => this.altered.add(row),
      removed: (row) => this.removed.add(row),
      inserted: (row) => this.inserted.add(row),
      hole: (hole) => this.holes.add(hole),
    });
    // The next page comes while this one is hashed.
    let next: Promise<Link[]> | undefined = this.readPage(0);
    while (next) {
      const page: Link[] = await next;
      const last = page.at(-1);
      next = last && page.length === pageSize ? this.readPage(last.position) : undefined;
      for (const link of page) {
        if (link.event) this.rows += 1;
        this.tip = link;
        this.compareAnchors(link);
        walk.next(link);
      }
    }
    walk.end();
  }

  private async readPage(after: number): Promise<Link[]> {
    const { rows } = await this.client.query<LinkRow>({
      name: 'audit-page',
      text: `select p.position, p.aggregate_id as link_aggregate_id, p.sequence as link_sequence, p.previous_hash, p.hash, ${storedEventColumns}
               from event_position p left join event_log l using (aggregate_id, sequence)
              where p.position > $1 order by p.position limit ${pageSize}`,
      values: [after],
    });
    return rows.map((row) => ({
      position: Number(row.position),
      aggregateId: row.link_aggregate_id,
      sequence: row.link_sequence,
      previousHash: row.previous_hash,
      hash: row.hash,
      event: isEvent(row) ? row : undefined,
    }));
  }

  /** What is left in `anchorsAt` in the end are anchors of positions that the chain does not have. */
  private compareAnchors({ position, hash }: Link): void {
    for (const anchor of this.anchorsAt.get(position) ?? [])
      if (anchor.hash !== hash.toString('hex')) this.broken.add({ ...anchor, reason: 'different' });
    this.anchorsAt.delete(position);
  }

  /** Behind the end of the chain they also tell how long it was, and with which hash it ended. */
  private findMissedAnchors(): void {
    const missed = [...this.anchorsAt.values()].flat().sort((one, other) => one.position - other.position);
    for (const anchor of missed) this.broken.add({ ...anchor, reason: 'missing' });
    const last = missed.at(-1);
    if (!last || last.position < this.tip.position) return;
    const hashOfLast = Buffer.from(last.hash, 'hex');
    this.holes.add({ from: this.tip.position + 1, to: last.position, hashBefore: this.tip.hash, hashOfLast });
  }

  /** Events that are in the log alone: one that fits a hole of the chain has lost its link, any other never had one. */
  private async findStrays(): Promise<void> {
    const { rows } = await this.client.query<StoredEventRow>(
      // By id, which begins with the time. Sets, not `not exists`: the planner takes strays for rare, and would go through a long outbox once for each row of it.
      `with stray as (select aggregate_id, sequence from event_log
                      except select aggregate_id, sequence from event_position
                      except select aggregate_id, sequence from outbox)
       select ${storedEventColumns} from event_log l join stray using (aggregate_id, sequence) order by l.id limit ${listed + 1}`,
    );
    const strays = new Set(rows);
    for (const hole of this.holes.kept) {
      const { from, to } = hole;
      const filling = fillHole(hole, strays);
      if (!filling) this.removed.add({ what: from > this.tip.position ? 'tail' : 'positions', from, to });
      for (const [index, event] of (filling ?? []).entries()) {
        strays.delete(event);
        this.removed.add({ what: 'position', position: from + index, ...nameOf(event) });
      }
    }
    for (const event of strays) this.inserted.add({ position: null, ...nameOf(event) });
  }

  private async findLostFromOutbox(): Promise<void> {
    const { rows } = await this.client.query<{ aggregate_id: string; sequence: number }>(
      `select o.aggregate_id, o.sequence from outbox o
        where not exists (select from event_log l where l.aggregate_id = o.aggregate_id and l.sequence = o.sequence)
        order by o.id limit ${listed + 1}`,
    );
    for (const { aggregate_id: aggregateId, sequence } of rows)
      this.removed.add({ what: 'event', position: null, aggregateId, sequence });
  }

  /** A number that the chain or the outbox still has was told already: its event is gone. */
  private async findSequenceGaps(): Promise<void> {
    const { rows } = await this.client.query<{ aggregate_id: string; first: number; last: number }>(
      `with suspect as (select aggregate_id from event_log group by aggregate_id having max(sequence) <> count(*)),
            known as (select aggregate_id, sequence from event_log join suspect using (aggregate_id)
                      union select aggregate_id, sequence from event_position join suspect using (aggregate_id)
                      union select aggregate_id, sequence from outbox join suspect using (aggregate_id)),
            numbered as (select aggregate_id, sequence, lag(sequence, 1, 0) over (partition by aggregate_id order by sequence) as before
                           from known)
       select aggregate_id, before + 1 as first, sequence - 1 as last from numbered
        where sequence > before + 1 order by aggregate_id, sequence limit ${listed + 1}`,
    );
    for (const { aggregate_id: aggregateId, first: from, last: to } of rows)
      this.removed.add({ what: 'sequence', aggregateId, from, to });
  }

  private async countUnchained(): Promise<number> {
    const { rows } = await this.client.query<{ count: string }>(
      'select count(*) as count from outbox join event_log using (aggregate_id, sequence)',
    );
    return Number(rows[0]?.count);
  }
}

type LinkRow = { position: string; link_aggregate_id: string; link_sequence: number } & {
  previous_hash: Buffer;
  hash: Buffer;
} & (StoredEventRow | { id: null });

function isEvent(row: LinkRow): row is LinkRow & StoredEventRow {
  return row.id !== null;
}

function nameOf({ aggregate_id: aggregateId, sequence, id: eventId, type }: StoredEventRow): NamedEvent {
  return { aggregateId, sequence, eventId, type };
}
