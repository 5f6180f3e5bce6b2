import { existsSync } from 'node:fs';
import {
  anchorsFile,
  appendAnchors,
  isWhole,
  readAnchors,
  takeAnchor,
  verifyHistory,
  type Anchor,
  type HistoryReport,
} from '@motcua/service-kit/audit';
import { UsageFault } from '../command-line.js';
import { withHistories, type Histories } from './audit-histories.js';
import { linesOf } from './audit-text.js';

/**
 * Tells what was altered in, removed from or put into the event logs; true when nothing was.
 * @param anchorsPath without it, those that the platform keeps in its data directory
 */
export async function verifyAudit(
  histories: Histories,
  anchorsPath: string | undefined,
  json: boolean,
): Promise<boolean> {
  const path = anchorsPath ?? ownAnchors(histories);
  if (path !== undefined && !existsSync(path)) throw new UsageFault(`There is no file ${path}`);
  // Before any history, so that no anchor can be younger than what is looked at.
  const { anchors, unreadableLines } =
    path === undefined ? { anchors: [], unreadableLines: [] } : await readAnchors(path);
  const reports = new Map<string, HistoryReport>();
  await withHistories(histories, async (service, client) => {
    const own = anchors.filter((anchor) => anchor.service === service);
    const report = await verifyHistory(client, own);
    for (const line of linesOf(service, report, own)) console.log(line);
    reports.set(service, report);
  });
  const homeless = 'dataDir' in histories ? anchors.filter(({ service }) => !reports.has(service)) : [];
  for (const service of new Set(homeless.map((anchor) => anchor.service)))
    console.log(`${service.padEnd(13)} has anchors and no database`);
  for (const line of unreadableLines) console.log(`${path}:${line}  is no anchor`);
  if (json) console.log(JSON.stringify(sumOf(reports, homeless, unreadableLines)));
  return [...reports.values()].every(isWhole) && homeless.length === 0 && unreadableLines.length === 0;
}

/** Adds to a file what the chain of each service ends with now. */
export async function anchorAudit(histories: Histories, out: string, json: boolean): Promise<void> {
  const anchors: Anchor[] = [];
  const at = new Date();
  await withHistories(histories, async (service, client) => {
    const anchor = await takeAnchor(client, service, at);
    if (anchor) anchors.push(anchor);
    console.log(
      `${service.padEnd(13)} ${anchor ? `position ${anchor.position}  ${anchor.hash}` : 'nothing chained yet'}`,
    );
  });
  await appendAnchors(out, anchors);
  if (json) console.log(JSON.stringify({ anchors }));
}

function ownAnchors(histories: Histories): string | undefined {
  const path = 'dataDir' in histories ? anchorsFile(histories.dataDir) : undefined;
  return path !== undefined && existsSync(path) ? path : undefined;
}

function sumOf(
  reports: ReadonlyMap<string, HistoryReport>,
  homeless: readonly Anchor[],
  unreadableLines: readonly number[],
) {
  const each = [...reports];
  const all = <Finding extends object>(of: (report: HistoryReport) => readonly Finding[]) =>
    each.flatMap(([service, report]) => of(report).map((finding) => ({ service, ...finding })));
  const sum = (of: (report: HistoryReport) => number) => each.reduce((total, [, report]) => total + of(report), 0);
  return {
    rows: sum(({ rows }) => rows),
    altered: all(({ altered }) => altered),
    removed: all(({ removed }) => removed),
    inserted: all(({ inserted }) => inserted),
    unchained: sum(({ unchained }) => unchained),
    omitted: sum(({ omitted }) => omitted),
    anchors: {
      checked: sum(({ anchors }) => anchors.checked) + homeless.length,
      broken: [
        ...all(({ anchors }) => anchors.broken),
        ...homeless.map((anchor) => ({ ...anchor, reason: 'missing' })),
        ...unreadableLines.map((line) => ({ line, reason: 'unreadable' })),
      ],
    },
  };
}
