import type { Attack } from '../attack.js';
import { nameOf } from '../api.js';
import { Intruder } from '../intruder.js';
import { filled, permittedFor, sendTo } from '../permitted.js';
import { withBrowser } from '../browser.js';

const elsewhere = [
  '//evil.example/',
  '/\\evil.example/',
  'https://evil.example/',
  '/%5cevil.example/',
  '/%2f%2fevil.example',
  'javascript:alert(1)',
  '/\t/evil.example/',
];
const names = ['back', 'next', 'url', 'returnTo', 'redirect', 'redirect_uri', 'return_to', 'continue'];

/** Addresses of another site where the platform sends a browser on: its answers, and the page behind the sign-in. */
export const redirects: Attack = {
  name: 'ways to another site',
  async run(scene, tally) {
    const nobody = new Intruder(scene.url);
    const host = new URL(scene.url).host;
    const goesElsewhere = (location: string | null) =>
      location !== null && new URL(location, scene.url).host !== host ? location : undefined;
    for (const path of [
      '//evil.example/%2f..',
      '/\\evil.example',
      '/%2f%2fevil.example/',
      '/assets//evil.example',
      '//evil.example/assets/..',
    ]) {
      const { headers } = await nobody.patiently('GET', path);
      tally.count(`GET ${path}`, goesElsewhere(headers.get('location')));
    }
    for (const operation of scene.operations.filter(({ method }) => method === 'GET')) {
      const attacker = await permittedFor(scene, operation);
      const query = new URLSearchParams([[scene.random.pick(names), scene.random.pick(elsewhere)]]);
      const path = `${filled(operation)}?${query.toString()}`;
      const { headers } = await (attacker ? sendTo(attacker, operation, path) : nobody.patiently('GET', path));
      tally.count(`${nameOf(operation)}?${query.toString()}`, goesElsewhere(headers.get('location')));
    }
    const answer = await nobody.patiently('GET', '/sign-in', {
      headers: { 'X-Forwarded-Host': 'evil.example', Host: 'evil.example' },
    });
    tally.count(
      'the name of another host',
      /evil\.example/.test(answer.text + (answer.headers.get('location') ?? '')) ? 'it is taken over' : undefined,
    );
    if (!scene.target.hasPortal) return;
    await withBrowser(async (browser) => {
      for (const back of scene.all ? elsewhere : elsewhere.slice(0, scene.size === 'small' ? 1 : 3)) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.route(
          (address) => address.hostname === 'evil.example',
          (route) => route.fulfill({ body: 'elsewhere' }),
        );
        await page.goto(`${scene.url}/sign-in?back=${encodeURIComponent(back)}`);
        const { identifier, password } = scene.who('095190000017');
        await page.locator('form input').first().fill(identifier);
        await page.locator('input[type=password]').fill(password);
        await page.locator('input[type=password]').press('Enter');
        await page.waitForURL((url) => url.pathname !== '/sign-in', { timeout: 10_000 }).catch(() => undefined);
        const at = new URL(page.url());
        tally.count(
          `/sign-in?back=${back}`,
          at.host === host && (await page.content()) !== 'elsewhere' ? undefined : at.href,
        );
        await context.close();
      }
    });
  },
};
