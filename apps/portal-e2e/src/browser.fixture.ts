import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** One person at a browser of their own. Whatever the page complains about is kept. */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      // A session that is not there is asked for with 401, and what is looked for in vain is 404; browsers log both.
      if (message.type() === 'error' && !/status of (401|404|409|422)/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  static async at(
    browser: Browser,
    url: string,
    options: { width?: number; language?: 'vi' | 'en' } = {},
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      locale: options.language === 'en' ? 'en-GB' : 'vi-VN',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const person = new Person(page, context, url);
    // Browsers log most of what a policy stops, and tell all of it to who listens.
    await page.exposeFunction('complain', (text: string) => void person.complaints.push(text));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { complain } = globalThis as unknown as { complain: (text: string) => void };
        complain(`${event.violatedDirective} stopped ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
    if (options.language === 'en') {
      await person.open('/');
      await person.page.getByRole('button', { name: /English/ }).click();
    }
    return person;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.url + path);
    await this.page.locator('h1').first().waitFor();
  }

  async signIn(identifier: string): Promise<void> {
    await this.open('/sign-in');
    await this.page.locator('form input').first().fill(identifier);
    await this.page.locator('input[type=password]').fill('motcua-2026');
    await this.page.locator('input[type=password]').press('Enter');
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  /** @returns the number behind a label in the address of the API, as the page itself would ask */
  async ask<T>(path: string): Promise<T> {
    const response = await this.context.request.get(this.url + path);
    assert.equal(response.status(), 200, path);
    return (await response.json()) as T;
  }

  /** Holds what is on the page against the rules of WCAG. */
  async checkAccessibility(where: string): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.evaluate(axeSource);
    const violations = await this.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(context: { exclude: string[] }): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      // React Aria's announcer holds what it has just read out, as an image without a picture, for a few seconds.
      const result = await axe.run({ exclude: ['[data-live-announcer]'] });
      return result.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
      );
    });
    assert.deepEqual(violations, [], where);
  }

  async leave(): Promise<void> {
    await this.context.close();
    assert.deepEqual(this.complaints, []);
  }
}
