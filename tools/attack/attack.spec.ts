import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { after, before, describe, it, mock } from 'node:test';
import type { Attack } from './attack.js';
import { attacks } from './attacks/index.js';
import { crossSite } from './attacks/cross-site.js';
import { formulas } from './attacks/formulas.js';
import { leaks } from './attacks/leaks.js';
import { nextPerson } from './attacks/next-person.js';
import { notices } from './attacks/notices.js';
import { othersIds } from './attacks/others-ids.js';
import { passwords } from './attacks/passwords.js';
import { openDoor, type Weakness } from './door.fixture.js';
import { runAttack } from './run-attack.js';
import { Scene } from './scene.js';
import { startTarget, type OwnTarget } from './target.js';

let target: OwnTarget;
let door: Awaited<ReturnType<typeof openDoor>>;
let scene: Scene;

before(async () => {
  target = await startTarget();
  door = await openDoor(target.url);
  scene = await Scene.open({ ...target, url: door.url }, { seed: 7, size: 'small' });
});
after(async () => {
  await door.close();
  await target.stop();
});

/** A sample of what `npm run attack -- --all` does at length. */
describe('a platform that is attacked', () => {
  for (const attack of attacks) {
    it(`stands: ${attack.name}`, async () => {
      assert.equal(attack.impossible?.(scene), undefined);
      const { tried, findings } = await runAttack(scene, attack);
      assert.deepEqual(findings, []);
      assert.ok(tried > 5, String(tried));
    });
  }
});

describe('an attack', () => {
  const dossiers = '/api/dossier/v1/dossiers';
  const succeeds = async (attack: Attack, ...paths: string[]) => {
    const through = paths.length === 0 ? scene : scene.through(({ path }) => paths.includes(path));
    const { succeeded, tried } = await runAttack(through, attack);
    assert.ok(succeeded > 0, `none of ${tried} attempts got through`);
  };
  const succeedsThrough = (weakness: Weakness, attack: Attack, ...paths: string[]) =>
    door.weakened(weakness, () => succeeds(attack, ...paths));

  it('succeeds where the statement that reads a dossier has no row scope', async () => {
    const { readDossier } = target.platform.dossier;
    const read = readDossier.row.bind(readDossier);
    const everything = scene.everybody.flatMap((each) => [...each.scope]);
    const open = mock.method(readDossier, 'row', (...[caller, id]: Parameters<typeof read>) =>
      read({ ...caller, kind: 'officer', agencyCodes: everything }, id),
    );
    await succeeds(othersIds, `${dossiers}/{id}`);
    await succeeds(leaks, `${dossiers}/{id}`);
    open.mock.restore();
  });

  it('succeeds where a number is not masked', async () => {
    const { readDossier } = target.platform.dossier;
    const read = readDossier.execute.bind(readDossier);
    const bare = mock.method(readDossier, 'execute', async (...[caller, id]: Parameters<typeof read>) => {
      const dossier = await read(caller, id);
      const { identityNumber } = readDossier.submitterOf(await readDossier.row(caller, id));
      return { ...dossier, submitter: { ...dossier.submitter, ...(identityNumber && { identityNumber }) } };
    });
    await succeeds(leaks, `${dossiers}/{id}`);
    bare.mock.restore();
  });

  it('succeeds where nobody looks at which site a command comes from', () =>
    succeedsThrough(
      { coming: ({ origin: _, 'sec-fetch-site': __, ...headers }) => headers },
      crossSite,
      `${dossiers}/{id}/reject`,
    ));

  it('succeeds where a formula stays one in a table', () => {
    const bare = (text: string) => text.replaceAll(/(^|,|\n)("?)'(?=[=+\-@\t])/g, '$1$2');
    const going = (headers: IncomingHttpHeaders, path: string, body: Buffer) => {
      if (!path.includes('/report')) return { headers, body };
      return { headers, body: Buffer.from(bare(body.toString())) };
    };
    return succeedsThrough({ going }, formulas, '/api/dossier/v1/national-portal/report');
  });

  it('succeeds where nobody holds the signature of a notice against its words', () => {
    const coming = (headers: IncomingHttpHeaders, path: string, body: Buffer) => {
      if (!path.endsWith('/payment-notices')) return headers;
      const t = Math.floor(Date.now() / 1000);
      const mac = createHmac('sha256', target.paymentSecret ?? '')
        .update(`${t}.`)
        .update(body)
        .digest('hex');
      return { ...headers, 'motcua-signature': `t=${t},v1=${mac}` };
    };
    return succeedsThrough({ coming }, notices);
  });

  it('succeeds where nobody counts wrong passwords', async () => {
    const { signIn } = target.platform.identity.useCases;
    const uncounted = mock.method(attemptsOf(signIn), 'begin', () => Promise.resolve());
    await succeeds(passwords);
    uncounted.mock.restore();
  });

  it('succeeds where a browser may keep what it was told', () => {
    const going = (headers: IncomingHttpHeaders, _: string, body: Buffer) => ({
      headers: { ...headers, 'cache-control': 'private, max-age=600' },
      body,
    });
    return succeedsThrough({ going }, nextPerson);
  });
});

/** What counts them is the use case's own business; a spec takes it out all the same. */
function attemptsOf(signIn: object): { begin: () => Promise<void> } {
  const attempts: unknown = Reflect.get(signIn, 'attempts');
  assert.ok(typeof attempts === 'object' && attempts !== null && 'begin' in attempts);
  return attempts as { begin: () => Promise<void> };
}
