import type { Page } from 'playwright-core';
import type { Attack } from '../attack.js';
import { newCanary } from '../canary.js';
import { noBrowser, signInAt, withBrowser } from '../browser.js';

/** The computer at a counter: one person signs out, and the next looks for what is left. */
export const nextPerson: Attack = {
  name: 'what one person leaves in the browser for the next',
  impossible: noBrowser,
  async run(scene, tally) {
    const first = scene.who('095190000017');
    const [dossier] = scene.dossiers.filter(({ holderId }) => holderId === first.profile.subjectId);
    if (!dossier) throw new Error('the first person has no dossier');
    const secrets = [dossier.trackingNumber, dossier.id, ...dossier.canaries.map(({ value }) => value)];
    await withBrowser(async (browser) => {
      const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      await signInAt(page, scene.url, first);
      const draft = newCanary(scene.random);
      const pages = ['/my/dossiers', `/my/dossiers/${dossier.id}`, '/messages'];
      for (const path of pages) {
        await open(page, scene.url + path);
        await page.waitForTimeout(300);
      }
      await page
        .getByText(dossier.trackingNumber)
        .first()
        .waitFor()
        .catch(() => undefined);
      secrets.push(await beginDraft(page, scene.url, draft));
      await page.locator('.header-account').click();
      await page.getByRole('menuitem').last().click();
      await page.waitForTimeout(500);
      tally.count('what the page still shows', found(await page.content(), secrets));
      const [local, session] = await page.evaluate(() => [
        JSON.stringify(localStorage),
        JSON.stringify(sessionStorage),
      ]);
      tally.count('what is kept in the local storage', found(local ?? '', secrets));
      tally.count('what is kept in the storage of the tab', found(session ?? '', secrets));
      const others = await page.evaluate(async () => {
        const names = await caches.keys().catch(() => []);
        const databases = await indexedDB.databases().catch(() => []);
        return [...names, ...databases.map(({ name }) => name ?? '')];
      });
      tally.count('caches and databases of the page', others.length === 0 ? undefined : others.join());
      const cookies = (await context.cookies()).filter(({ value }) => value !== '');
      tally.count('cookies', cookies.length === 0 ? undefined : cookies.map(({ name }) => name).join());
      for (let steps = 1; steps <= pages.length + 1; steps += 1) {
        await page.goBack({ timeout: 5_000 }).catch(() => null);
        await page.waitForTimeout(200);
        tally.count(`${steps} steps back`, found(await page.content(), secrets));
      }
      const files = dossier.fileIds.map((id) => `/api/document/v1/files/${id}`);
      for (const path of [`/api/dossier/v1/dossiers/${dossier.id}`, '/api/dossier/v1/my/dossiers', ...files]) {
        const kept = await page.evaluate(async (address) => {
          const answer = await fetch(address, { cache: 'only-if-cached', mode: 'same-origin' }).catch(() => undefined);
          return answer ? `${answer.status} ${(await answer.text()).slice(0, 200)}` : '';
        }, path);
        tally.count(`the browser’s cache of ${path}`, /^2/.test(kept) ? kept : undefined);
      }
      await signInAt(page, scene.url, scene.who('095085000024'));
      for (const path of pages) {
        await open(page, scene.url + path);
        await page.waitForTimeout(300);
        const rest = path.includes(dossier.id) ? secrets.filter((secret) => secret !== dossier.id) : secrets;
        tally.count(`${path} as the next person`, found(await page.locator('body').innerText(), rest));
      }
      await open(page, `${scene.url}/procedures/1.001193/apply`);
      await page.waitForTimeout(300);
      tally.count('the form as the next person', found(await page.content(), secrets));
      await context.close();
    });
  },
};

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor();
}

/** Writes into a form that is not handed in; gives what was written, or what nobody could find where the form has no place for it. */
async function beginDraft(page: Page, url: string, draft: string): Promise<string> {
  await open(page, `${url}/procedures/1.001193/apply`);
  const field = page.locator('main input[type=text], main input:not([type])').first();
  await field.fill(draft, { timeout: 5_000 }).catch(() => undefined);
  await page.waitForTimeout(300);
  return draft;
}

function found(text: string, secrets: readonly string[]): string | undefined {
  const seen = secrets.find((secret) => text.includes(secret));
  return seen === undefined ? undefined : `shows ${seen}`;
}
