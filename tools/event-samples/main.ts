import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asSuperuser, findRunningPostgres, type PostgresAccess } from '@motcua/embedded-postgres';
import { inCheckout } from '../checkout.js';
import { Failure, runTool } from '../command-line.js';

const usage = `node tools/run.mjs event-samples [-- --data DIR]

Takes one event of each type from the histories of a running platform and keeps it as a sample of this release, in
libs/contracts/samples/<release>/. Every later release must read it. A sample that is there is never written again.

  --data DIR  the data of the platform (.data)`;

/** Those that say something. */
const services = ['identity', 'dossier', 'document', 'notification'];

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly aggregate_id: string;
  readonly sequence: number;
  readonly occurred_at: Date;
  readonly data: string;
  readonly trace_parent: string;
}

export async function main(args: string[]): Promise<void> {
  await runTool(usage, async () => {
    const { values } = parseArgs({ args, options: { data: { type: 'string', default: inCheckout('.data') } } });
    const postgres = findRunningPostgres(resolve(values.data));
    if (!postgres) throw new Failure(`No platform runs on ${values.data}.`);
    const { version } = JSON.parse(readFileSync(inCheckout('package.json'), 'utf8')) as { version: string };
    const directory = inCheckout(`libs/contracts/samples/${version}`);
    mkdirSync(directory, { recursive: true });
    for (const service of services) {
      for (const event of await eventsOf(postgres, service)) {
        const file = join(directory, `${event.type}.json`);
        if (existsSync(file)) continue;
        writeFileSync(file, `${JSON.stringify(event, undefined, 2)}\n`);
        console.log(file);
      }
    }
    return true;
  });
}

/** Of each type the event that says most, as a CloudEvent. */
function eventsOf(postgres: PostgresAccess, service: string) {
  return asSuperuser(postgres, `motcua_${service}`, async (client) => {
    const { rows } = await client.query<EventRow>(
      'select distinct on (type) * from event_log order by type, length(data) desc, id',
    );
    return rows.map((row) => ({
      specversion: '1.0',
      id: row.id,
      source: `/motcua/${service}`,
      type: row.type,
      subject: row.aggregate_id,
      time: row.occurred_at.toISOString(),
      datacontenttype: 'application/json',
      data: row.data,
      sequence: row.sequence,
      ...(row.trace_parent && { traceparent: row.trace_parent }),
    }));
  });
}
