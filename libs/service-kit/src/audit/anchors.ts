import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Anchor } from './history-report.js';

/** Where the platform of a data directory keeps its anchors. */
export function anchorsFile(dataDir: string): string {
  return join(dataDir, 'anchors.jsonl');
}

/** What the chain of a service ends with now; nothing where nothing was chained yet. */
export async function takeAnchor(client: Client, service: string, at: Date): Promise<Anchor | undefined> {
  const { rows } = await client.query<{ position: string; hash: Buffer }>(
    'select position, hash from event_position order by position desc limit 1',
  );
  return (
    rows[0] && { service, position: Number(rows[0].position), hash: rows[0].hash.toString('hex'), at: at.toISOString() }
  );
}

/**
 * Adds anchors to a file, one a line, and returns when they are on the disk. What stands there is never touched: a last line that a power
 * cut left without its end is closed, not replaced.
 */
export async function appendAnchors(path: string, anchors: readonly Anchor[]): Promise<void> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const torn = size > 0 && buffer.toString() !== '\n';
    const lines = anchors.map(
      ({ service, position, hash, at }) => `${JSON.stringify({ service, position, hash, at })}\n`,
    );
    await file.appendFile(`${torn ? '\n' : ''}${lines.join('')}`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The anchors of a file, and the numbers of lines that are none. */
export async function readAnchors(path: string): Promise<{ anchors: Anchor[]; unreadableLines: number[] }> {
  const anchors: Anchor[] = [];
  const unreadableLines: number[] = [];
  for (const [index, line] of (await readFile(path, 'utf8')).split('\n').entries()) {
    if (line.trim() === '') continue;
    const anchor = parse(line);
    if (isAnchor(anchor)) anchors.push(anchor);
    else unreadableLines.push(index + 1);
  }
  return { anchors, unreadableLines };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isAnchor(value: unknown): value is Anchor {
  if (typeof value !== 'object' || value === null) return false;
  const { service, position, hash, at }: Partial<Record<keyof Anchor, unknown>> = value;
  return (
    typeof service === 'string' &&
    Number.isSafeInteger(position) &&
    Number(position) > 0 &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash) &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at))
  );
}
