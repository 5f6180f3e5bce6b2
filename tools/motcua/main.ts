import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inCheckout } from '../checkout.js';
import { runTool, UsageFault } from '../command-line.js';
import { anchorAudit, verifyAudit } from './audit.js';
import type { Histories } from './audit-histories.js';
import { tellDue } from './due.js';
import { addKey, dropKey, useKey } from './keys.js';
import { languageOf } from './language.js';
import { applyPack, checkPack, diffProvinces } from './pack.js';
import { checkProcesses } from './process.js';
import { bringTopics } from './topics.js';
import { usage } from './usage.js';

const text = { type: 'string' } as const;

export async function main(args: string[]): Promise<void> {
  await runTool(usage, () => run(args));
}

async function run(args: string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
      start: text,
      limit: text,
      unit: text,
      province: text,
      calendar: text,
      agency: text,
      language: text,
      url: text,
      user: text,
      data: text,
      database: { type: 'string', multiple: true },
      anchors: text,
      out: text,
      brokers: text,
      file: text,
      prefix: text,
      'replication-factor': text,
      acls: { type: 'boolean', default: false },
    },
  });
  // npm runs scripts at the top of the checkout, wherever its user is.
  const path = (given: string | undefined) => resolve(process.env.INIT_CWD ?? process.cwd(), given ?? '');
  const [command, action, ...rest] = positionals;
  if (values.help || command === undefined) {
    console.log(usage);
    return true;
  }
  const [first, second] = rest;
  const language = languageOf(values.language, process.env);
  if (command === 'pack' && action === 'check' && first) return checkPack(path(first), language, values.json);
  if (command === 'pack' && action === 'diff' && first && second) {
    await diffProvinces(path(first), path(second), language, values.json);
    return true;
  }
  if (command === 'pack' && action === 'apply' && first) {
    const target = {
      url: values.url ?? 'http://localhost:8080',
      language,
      user: values.user,
      password: process.env.MOTCUA_PASSWORD,
    };
    await applyPack(path(first), target, values.json);
    return true;
  }
  if (command === 'due') {
    const province = values.province ? path(values.province) : inCheckout('deploy/provinces/bac-lieu-ca-mau');
    const { start, limit, unit, calendar, agency } = values;
    await tellDue({ start, limit, unit, province, calendar, agency }, language, values.json);
    return true;
  }
  if (command === 'process' && action === 'check' && rest.length > 0)
    return checkProcesses(rest.map(path), language, values.json);
  if (command === 'audit' && rest.length === 0) {
    const histories = historiesOf(values.data && path(values.data), values.database);
    if (action === 'verify') return verifyAudit(histories, values.anchors && path(values.anchors), values.json);
    if (action === 'anchor' && values.out) {
      await anchorAudit(histories, path(values.out), values.json);
      return true;
    }
  }
  if (command === 'keys' && action === 'add' && first && !second) return addKey(path(first));
  if (command === 'keys' && action === 'use' && first && second) return useKey(first, path(second));
  if (command === 'keys' && action === 'drop' && first && second) {
    const url = values.url ?? 'http://localhost:8080';
    return dropKey(first, path(second), { url, user: values.user, password: process.env.MOTCUA_PASSWORD, language });
  }
  if (command === 'topics' && action === 'apply' && rest.length === 0 && values.brokers) {
    const file = values.file ? path(values.file) : inCheckout('deploy/kafka/topics.yaml');
    const cluster = {
      brokers: values.brokers.split(','),
      prefix: values.prefix ?? '',
      ...kafkaAccess(process.env),
    };
    const factor = values['replication-factor'];
    const done = await bringTopics(file, cluster, {
      acls: values.acls,
      ...(factor !== undefined && { replicationFactor: replicationFactor(factor) }),
    });
    for (const line of done) console.log(line);
    if (values.json) console.log(JSON.stringify({ changes: done }));
    else if (done.length === 0) console.log('The cluster is as declared.');
    return true;
  }
  throw new UsageFault(`There is no command "${[command, action].filter(Boolean).join(' ')}" with these arguments.`);
}

/** How a cluster is entered: by the same variables as the services do it. */
function kafkaAccess({ MOTCUA_KAFKA_CA_FILE: ca, MOTCUA_KAFKA_USERNAME: username, ...rest }: NodeJS.ProcessEnv) {
  return {
    ...(ca && { tls: { ca: readFileSync(ca, 'utf8') } }),
    ...(username && { login: { username, password: rest.MOTCUA_KAFKA_PASSWORD ?? '' } }),
  };
}

function replicationFactor(given: string): number {
  if (/^[1-9]$/.test(given)) return Number(given);
  throw new UsageFault('--replication-factor is a number from 1 to 9');
}

function historiesOf(dataDir: string | undefined, urls: readonly string[] | undefined): Histories {
  if (urls === undefined) return { dataDir: dataDir ?? inCheckout('.data') };
  if (dataDir === undefined) return { urls };
  throw new UsageFault('--data and --database exclude one another');
}
