import type { Attack } from '../attack.js';
import { nameOf } from '../api.js';
import { bodyFor, filled, isSession, permittedFor, sendTo } from '../permitted.js';

const marks: readonly Readonly<Record<string, string>>[] = [
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site', Origin: 'https://sibling.example' },
];

/** Commands that a page of another site would send in the name of who is signed in. */
export const crossSite: Attack = {
  name: 'commands from another site',
  async run(scene, tally) {
    for (const operation of scene.operations) {
      if (operation.method === 'GET' || isSession(operation)) continue;
      const attacker = await permittedFor(scene, operation);
      if (!attacker) continue;
      for (const headers of scene.all ? marks : [scene.random.pick(marks)]) {
        const body = bodyFor(scene, operation);
        const { status } = await sendTo(attacker, operation, filled(operation), {
          headers,
          ...(operation.body && { body }),
        });
        tally.count(`${nameOf(operation)} ${JSON.stringify(headers)}`, status === 403 ? undefined : String(status));
      }
    }
  },
};
