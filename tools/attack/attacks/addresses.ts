import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.js';
import { changedAt, nameOf, textsIn } from '../api.js';
import { upload } from '../staged.js';
import { bodyFor, filled, isSession, permittedFor, sendTo } from '../permitted.js';

/** The platform follows an address after the answer at the latest within this. */
const followedWithinMs = 500;

/** An address of ours in every text and every file: the platform must never call it. Nobody but its operators tells it whom to call. */
export const addresses: Attack = {
  name: 'addresses that the platform would call',
  async run(scene, tally) {
    const calls: string[] = [];
    const listener = createServer((request, response) => {
      calls.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const bound = listener.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const tries: string[] = [];
    const next = (what: string) => `http://127.0.0.1:${port}/${tries.push(what) - 1}`;
    try {
      for (const operation of scene.operations) {
        if (!operation.body || isSession(operation)) continue;
        const attacker = await permittedFor(scene, operation);
        if (!attacker) continue;
        const body = bodyFor(scene, operation);
        for (const at of textsIn(body)) {
          const address = next(`${nameOf(operation)} /${at.join('/')}`);
          const xml = `<?xml version="1.0"?><!DOCTYPE x SYSTEM "${address}"><x xmlns:a="a" a:schemaLocation="a ${address}"/>`;
          const value = /xml|files/i.test(at.at(-1) ?? '') ? xml : address;
          await sendTo(attacker, operation, filled(operation), { body: changedAt(body, at, value) });
        }
      }
      const citizen = scene.who('095190000017').as;
      for (const header of ['Referer', 'X-Forwarded-Host', 'Forwarded', 'X-Original-URL', 'Callback', 'traceparent'])
        await citizen.patiently('GET', '/api/dossier/v1/my/dossiers', {
          headers: { [header]: next(`header ${header}`) },
        });
      await upload(citizen, `${next('the name of a file').replaceAll('/', ' ')}.pdf`);
      await pause(followedWithinMs);
    } finally {
      listener.closeAllConnections();
      await new Promise((resolve) => listener.close(resolve));
    }
    for (const [index, what] of tries.entries())
      tally.count(what, calls.includes(`/${index}`) ? 'it was called' : undefined);
  },
};
