import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../scene.js';
import { until } from '../scene.js';
import type { Fault } from './fault.js';

const minutesMs = 120_000;
const dayMs = 86_400_000;
const wrongForMs = 10_000;

/** What Node reads before the service: a clock that is off. The services themselves have no setting for that. */
function clockOffBy(offsetMs: number): string[] {
  const source = `
    const Real = Date;
    globalThis.Date = class Date extends Real {
      constructor(...given) { if (given.length === 0) super(Real.now() + ${offsetMs}); else super(...given); }
      static now() { return Real.now() + ${offsetMs}; }
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(source)}`];
}

const twoMinutes: Fault = {
  name: 'clock of a process 2 minutes off',
  spreadMs: 20_000,
  strike: async ({ cluster }) => {
    const [replica] = cluster.of('dossier');
    await replica?.restart(clockOffBy(minutesMs));
    await pause(wrongForMs);
    await replica?.restart();
  },
};

/** As if a day had gone by since they stopped: what waits for them is a day old to them. */
const dayAway: Fault = {
  name: 'consumer away for a day',
  strike: async (scene, load) => {
    const consumers = scene.cluster.of('reporting');
    await Promise.all(consumers.map((replica) => replica.stop()));
    await load.done;
    const waiting = load.acknowledged.length;
    const startedAt = Date.now();
    await Promise.all(consumers.map((replica) => replica.restart(clockOffBy(dayMs))));
    let oldestSeconds = 0;
    await until('the consumer has caught up', async () => {
      oldestSeconds = Math.max(oldestSeconds, await inboxAge(scene));
      return (await behind(scene, load.dossierIds)) === 0;
    });
    const perSecond = Math.round(waiting / ((Date.now() - startedAt) / 1_000));
    console.log(
      `  drained ${waiting} acknowledged turns, ${perSecond} a second with the start; oldest ${oldestSeconds} s`,
    );
    await Promise.all(consumers.map((replica) => replica.restart()));
    return oldestSeconds < dayMs / 1_000
      ? ['motcua_inbox_age_seconds did not show that the consumer was a day behind']
      : [];
  },
};

/** The alarm as Prometheus reads it: the greatest age that any process of the consumer shows. */
async function inboxAge({ cluster }: Scene): Promise<number> {
  const pages = await Promise.all(
    cluster.of('reporting').map(async ({ options }) => {
      const answer = await fetch(`http://127.0.0.1:${options.httpPort}/metrics`).catch(() => undefined);
      return answer?.text() ?? '';
    }),
  );
  const values = pages.join('\n').matchAll(/^motcua_inbox_age_seconds\{[^}]*\} (\S+)$/gm);
  return Math.max(0, ...[...values].map(([, value]) => Number(value)));
}

/** How many of these dossiers reporting does not know yet. */
async function behind({ databases }: Scene, dossierIds: readonly string[]): Promise<number> {
  const rows = await databases.select(
    'reporting',
    'select distinct dossier_id from chaos_effect where dossier_id = any ($1::uuid[])',
    [dossierIds],
  );
  return dossierIds.length - rows.length;
}

export const wrongTimes: readonly Fault[] = [twoMinutes, dayAway];
