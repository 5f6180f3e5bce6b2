import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Scene } from './scene.js';
import type { Attacker } from './people.js';

const executablePath = '/usr/bin/chromium';

/** Why there can be no attack by a browser. */
export function noBrowser({ target }: Scene): string | undefined {
  if (!existsSync(executablePath)) return `there is no browser at ${executablePath}`;
  return target.hasPortal ? undefined : 'the portal is not built';
}

export async function withBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** Signs somebody in on the page, as a person would. */
export async function signInAt(page: Page, url: string, { identifier, password }: Attacker): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator('form input').first().fill(identifier);
  await page.locator('input[type=password]').fill(password);
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((at) => at.pathname !== '/sign-in');
}

/** Gives a browser the session of somebody who has signed in elsewhere. */
export async function lendSession(context: BrowserContext, url: string, { as }: Attacker): Promise<void> {
  const [name = '', value = ''] = (as.cookie ?? '').split('=');
  await context.addCookies([{ name, value, url }]);
  await context.addInitScript(() => localStorage.setItem('motcua.signedIn', 'yes'));
}
