import type { BrowserContext } from 'playwright-core';
import type { Attack } from '../attack.js';
import { lendSession, noBrowser, withBrowser } from '../browser.js';
import type { Attacker } from '../people.js';
import { stage } from '../staged.js';
import type { Scene } from '../scene.js';
import type { Tally } from '../tally.js';

/** Leaves an element where text becomes part of the page, and a mark where a script runs as well. */
const payload = '<img src=x data-xss onerror=__xss=1>';
/** What reads a file where text becomes part of a form that is set in type. */
const typeset = '#read("/etc/passwd") $x^2$ \\u{41}';

/** Every text that people write, as a piece of a page: on the pages of all who see it, and in the forms that are printed of it. */
export const scripts: Attack = {
  name: 'scripts in texts that are shown',
  impossible: noBrowser,
  async run(scene, tally) {
    const citizen = scene.who('096301000031');
    const officer = scene.who('tiepnhan.baclieu');
    const ground = { procedureCode: '1.001193', agencyCode: 'ubnd-phuong-bac-lieu', officer };
    const shown = await stage({ ...ground, citizen, word: () => payload }, scene.random, scene.context);
    const printed = await stage({ ...ground, word: () => typeset }, scene.random, scene.context);
    await withBrowser(async (browser) => {
      const pages = {
        citizen: [citizen, ['/my/dossiers', `/my/dossiers/${shown.id}`, '/messages']],
        counter: [officer, ['/inbox', `/dossiers/${shown.id}`, '/dossiers', `/dossiers/${printed.id}`]],
        leader: [scene.who('chutich.baclieu'), ['/dossiers', `/dossiers/${shown.id}`, '/register-book', '/overview']],
      } as const;
      for (const [attacker, paths] of Object.values(pages)) {
        const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce' });
        await lendSession(context, scene.url, attacker);
        for (const path of scene.size === 'small' ? paths.slice(1, 2) : paths)
          await look(scene, tally, context, attacker, path);
        await context.close();
      }
    });
    for (const { id } of [shown, printed]) {
      for (const form of ['receipt', 'control-slip']) {
        const { status, text } = await officer.as.patiently('GET', `/api/document/v1/dossiers/${id}/forms/${form}`);
        const isActive = /\/JavaScript|\/Launch|\/OpenAction\s*<</.test(text);
        tally.count(`the form ${form}`, status === 200 && !isActive ? undefined : `${status} ${text.slice(0, 80)}`);
      }
    }
    const { headers } = await officer.as.patiently('GET', `/api/document/v1/files/${shown.fileIds[0] ?? ''}`);
    const isSaved = (headers.get('content-disposition') ?? '').startsWith('attachment');
    tally.count('a file that is opened as a page', isSaved ? undefined : 'it opens');
  },
};

async function look(
  { url }: Scene,
  tally: Tally,
  context: BrowserContext,
  { identifier }: Attacker,
  path: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(url + path);
  await page.locator('h1').first().waitFor();
  const folded = page.getByRole('tab');
  for (let index = 0; index < Math.max(await folded.count(), 1); index += 1) {
    if ((await folded.count()) > 0) await folded.nth(index).click();
    await page.waitForTimeout(300);
    const got = await page.evaluate(() =>
      '__xss' in globalThis
        ? 'a script ran'
        : document.querySelector('[data-xss]')
          ? 'it became an element'
          : undefined,
    );
    tally.count(`${identifier} ${path} ${index}`, got);
  }
  await page.close();
}
