import { setTimeout as pause } from 'node:timers/promises';
import { createKafka } from '@motcua/service-kit/events';
import { createLogger } from '@motcua/service-kit/logs';
import { Random } from '../../simulate/random.js';
import type { Load } from '../load.js';
import { until, type Scene } from '../scene.js';
import type { Fault } from './fault.js';

const longestDelayMs = 2_000;
const poisonedForMs = 8_000;

/** What reporting cannot take in, of one dossier alone. */
function poisonOf(dossierId: string): string {
  return `
    create function chaos_poison() returns trigger language plpgsql as $$ begin
      if new.dossier_id = '${dossierId}' then raise exception 'poison'; end if;
      return new;
    end $$;
    create trigger chaos_poison before insert or update on dossier_report for each row execute function chaos_poison();`;
}

const poison: Fault = {
  name: 'a poison event',
  spreadMs: 15_000,
  strike: async (scene, load) => {
    const { crew, databases } = scene;
    const [desk] = crew.desks;
    const { id } = await crew.handInOnline(desk.agencyCode, new Random(77));
    load.add({ dossierId: id, types: ['dossier.submitted'] });
    await until('its first event is taken in', async () => (await effectsIn(scene, [id])).length > 0);
    const since = new Date();
    await databases.select('reporting', poisonOf(id));
    const params = { path: { id } };
    const { data: dossier } = await desk.intake.client.GET('/api/dossier/v1/dossiers/{id}', { params });
    await crew.accept(desk, { id, version: dossier?.version ?? 0, accepted: false });
    load.add({ dossierId: id, types: ['dossier.accepted'] });
    while (await load.doStep(desk, id));
    await until('it is parked', async () => (await parked(scene, id)) > 0);
    await pause(poisonedForMs);
    const faults = await delays(scene, load, since, id);
    const waiting = await parked(scene, id);
    await databases.select('reporting', 'drop trigger chaos_poison on dossier_report; drop function chaos_poison');
    await crew.retryParked();
    if (waiting < 3) faults.push(`only ${waiting} events of the poisoned dossier were parked`);
    return faults;
  },
};

async function parked({ databases }: Scene, dossierId: string): Promise<number> {
  const rows = await databases.select('reporting', 'select from parked_event where aggregate_id = $1', [dossierId]);
  return rows.length;
}

function effectsIn(
  { databases }: Scene,
  ids: readonly string[],
): Promise<{ dossierId: string; at: Date; subject: string }[]> {
  return databases.select(
    'reporting',
    'select dossier_id as "dossierId", subject, at from chaos_effect where dossier_id = any ($1::uuid[])',
    [ids],
  );
}

/** How late other dossiers were while one was poisoned; the one itself and its agency count like all others. */
async function delays(scene: Scene, load: Load, since: Date, poisoned: string): Promise<string[]> {
  const ids = load.dossierIds.filter((id) => id !== poisoned);
  const events = await scene.databases.select<{ dossierId: string; type: string; at: Date }>(
    'dossier',
    `select aggregate_id as "dossierId", type, occurred_at as at from event_log
      where aggregate_id = any ($1::uuid[]) and occurred_at between $2 and clock_timestamp() - interval '3 seconds'
        and type in ('dossier.submitted', 'dossier.accepted')`,
    [ids, since],
  );
  const effects = new Map(
    (await effectsIn(scene, ids)).map((effect) => [`${effect.dossierId} ${effect.subject}`, effect.at]),
  );
  const late = events.map(({ dossierId, type, at }) => {
    const effect = effects.get(`${dossierId} ${type}`);
    return effect ? effect.getTime() - at.getTime() : Number.POSITIVE_INFINITY;
  });
  const worst = Math.max(0, ...late);
  console.log(`  ${late.length} events of other dossiers, the slowest after ${worst} ms`);
  return worst > longestDelayMs ? [`a poisoned dossier delayed others by ${worst} ms`] : [];
}

/** The consumers' groups begin anew with the oldest record: each event comes a second time, and must change nothing. */
const twice: Fault = {
  name: 'a whole topic delivered twice',
  strike: async (scene, load) => {
    const { cluster } = scene;
    await load.done;
    await scene.untilQuiet();
    const before = await rowsOf(scene);
    const consumers = (['document', 'notification', 'reporting'] as const).flatMap((service) => cluster.of(service));
    await Promise.all(consumers.map((replica) => replica.stop()));
    const admin = createKafka(
      { brokers: cluster.kafka.brokers },
      'motcua-chaos',
      createLogger({ service: 'chaos', level: 'silent' }),
    ).admin();
    await admin.connect();
    try {
      const { groups } = await admin.listGroups();
      const topic = cluster.topic('dossier');
      for (const { groupId } of groups.filter(({ groupId }) => groupId.endsWith(topic))) {
        await admin.resetOffsets({ groupId, topic, earliest: true });
      }
    } finally {
      await admin.disconnect();
    }
    for (const replica of consumers) replica.start();
    await Promise.all(consumers.map((replica) => replica.untilReady()));
    await scene.untilQuiet();
    const after = await rowsOf(scene);
    return before === after ? [] : ['the rows of the consumers changed'];
  },
};

/** What consumers made of events, as one text. */
async function rowsOf({ databases }: Scene): Promise<string> {
  const reports = await databases.select('reporting', 'select * from dossier_report order by generation, dossier_id');
  const counts = await databases.select('reporting', 'select * from daily_count order by 1, 2, 3, 4');
  const messages = await databases.select(
    'notification',
    'select id, event_id, recipient_id, kind from message order by id',
  );
  const files = await databases.select('document', 'select id, state, dossier_id from stored_file order by id');
  return JSON.stringify([reports, counts, messages, files]);
}

const fiveHundred: Fault = {
  name: '500 acceptances at one agency at once',
  allAtOnce: 500,
  strike: async ({ databases, sender }, load) => {
    const errorsBefore = sender.serverErrors();
    await load.done;
    const errors = sender.serverErrors() - errorsBefore;
    const rows = await databases.select<{ codes: number }>(
      'dossier',
      'select count(distinct code)::integer as codes from dossier where id = any ($1::uuid[])',
      [load.dossierIds],
    );
    return [
      ...(errors > 0 ? [`${errors} answers were 5xx`] : []),
      ...(rows[0]?.codes === 500 ? [] : [`there are ${rows[0]?.codes} different codes, not 500`]),
    ];
  },
};

export const wrongEvents: readonly Fault[] = [poison, twice, fiveHundred];
