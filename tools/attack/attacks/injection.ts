import type { Attack } from '../attack.js';
import { changedAt, nameOf, placesOf, textsIn, type Operation } from '../api.js';
import type { Answer } from '../intruder.js';
import type { Attacker } from '../people.js';
import { bodyFor, filled, isSession, permittedFor, sendTo } from '../permitted.js';
import type { Scene } from '../scene.js';

const sleepSeconds = 3;
const harmless = 'zzqxjkvw';
const payloads = [
  `${harmless}' or '1'='1`,
  `${harmless}' or 1=1 --`,
  `${harmless}'; select pg_sleep(${sleepSeconds}) --`,
  `${harmless}'||pg_sleep(${sleepSeconds})||'`,
  `${harmless}\\'; select pg_sleep(${sleepSeconds}); --`,
  `${harmless}$$;select pg_sleep(${sleepSeconds});$$`,
  `${harmless}%' or '%'='`,
  `{"$ne": null}`,
];

/** Every text that a route takes, as a piece of a statement. It must be a text like any other: no fault, no wait, not a row more. */
export const injection: Attack = {
  name: 'statements in texts',
  async run(scene, tally) {
    for (const operation of scene.operations) {
      if (isSession(operation)) continue;
      const attacker = await permittedFor(scene, operation);
      if (!attacker) continue;
      for (const { where, send } of places(scene, operation, attacker)) {
        const usual = await send(harmless);
        for (const payload of scene.all ? payloads : [scene.random.pick(payloads)]) {
          const startedAt = performance.now();
          const answer = await send(payload);
          const tookMs = performance.now() - startedAt;
          tally.count(`${nameOf(operation)} ${where} = ${payload}`, fault(answer, usual, tookMs));
        }
      }
    }
  },
};

function fault(answer: Answer, usual: Answer, tookMs: number): string | undefined {
  if (answer.status >= 500) return `${answer.status} ${answer.text.slice(0, 160)}`;
  if (tookMs > sleepSeconds * 1_000) return `it took ${Math.round(tookMs)} ms`;
  if (answer.status < 300 && answer.text.length > usual.text.length + 500)
    return `${answer.text.length} characters, where nonsense gets ${usual.text.length}`;
  return undefined;
}

function places(scene: Scene, operation: Operation, attacker: Attacker) {
  const body = bodyFor(scene, operation);
  const send = (path: string, sent?: unknown) =>
    sendTo(attacker, operation, path, sent === undefined ? {} : { body: sent });
  const required = operation.query.filter((parameter) => parameter.required === true);
  const queryWith = (name: string, value: string) => {
    const query = new URLSearchParams(Object.fromEntries(required.map((each) => [each.name, usualFor(each.name)])));
    query.set(name, value);
    return query.toString();
  };
  const tail = required.length > 0 ? `?${queryWith('', '').replace(/&?=$/, '')}` : '';
  return [
    ...placesOf(operation.path).map(({ name }) => ({
      where: `{${name}}`,
      send: (value: string) => send(filled(operation, { [name]: encodeURIComponent(value) }) + tail, body),
    })),
    ...operation.query.map(({ name }) => ({
      where: `?${name}`,
      send: (value: string) => send(`${filled(operation)}?${queryWith(name, value)}`, body),
    })),
    ...textsIn(body).map((at) => ({
      where: `/${at.join('/')}`,
      send: (value: string) => send(filled(operation), changedAt(body, at, value)),
    })),
  ];
}

/** What a question must have beside what is asked. */
function usualFor(name: string): string {
  return name === 'agency' ? 'ubnd-phuong-gia-rai' : '2026-01-05';
}
