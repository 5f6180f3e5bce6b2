import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { Person } from './browser.fixture.js';

interface UploadedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Somebody at their page of a dossier. */
export class DossierDesk {
  private constructor(private readonly person: Person) {}

  static async at(browser: Browser, url: string, who: string, path: string, width?: number): Promise<DossierDesk> {
    const person = await Person.at(browser, url, width === undefined ? {} : { width });
    await person.signIn(who);
    await person.open(path);
    await person.page.waitForLoadState('networkidle');
    return new DossierDesk(person);
  }

  /** Citizens, who sign in by their number, have another page of it than officers. */
  static open(browser: Browser, url: string, who: string, dossierId: string, width?: number): Promise<DossierDesk> {
    const folder = /^\d+$/.test(who) ? '/my/dossiers' : '/dossiers';
    return DossierDesk.at(browser, url, who, `${folder}/${dossierId}`, width);
  }

  private get page(): Page {
    return this.person.page;
  }

  /** The panel of an open step. */
  task(name: string): Locator {
    return this.page.locator('.task-panel').filter({ hasText: name });
  }

  /** Opens the dialog of a turn. */
  async take(turn: string): Promise<TurnDialog> {
    return this.pressIn(this.page.getByRole('region', { name: 'Việc có thể làm' }), turn);
  }

  async press(button: string): Promise<TurnDialog> {
    return this.pressIn(this.page.locator('main'), button);
  }

  async pressIn(where: Locator, button: string | RegExp): Promise<TurnDialog> {
    await where.getByRole('button', { name: button, exact: true }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    return new TurnDialog(this.page, dialog);
  }

  async click(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
  }

  /** Looks at a file over the page, and closes it again. */
  async look(button: string): Promise<void> {
    await this.click(button);
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('iframe, img').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async openTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  async follow(link: string): Promise<void> {
    await this.page.locator('main').getByRole('link', { name: link, exact: true }).click();
  }

  async linkTo(name: string): Promise<string> {
    return (await this.page.getByRole('link', { name }).getAttribute('href')) ?? '';
  }

  async shows(...words: (string | RegExp)[]): Promise<void> {
    for (const said of words) await this.page.locator('main').getByText(said).first().waitFor();
  }

  /** What may not be done now says why. */
  async whyNot(turn: string, reason: string): Promise<void> {
    await this.page.getByText('Vì sao chưa làm được việc khác?').click();
    const obstacle = this.page.getByRole('listitem').filter({ hasText: turn }).getByText(reason);
    await obstacle.first().waitFor();
  }

  async getsPdf(path: string): Promise<void> {
    const response = await this.person.context.request.get(new URL(path, this.page.url()).href);
    assert.equal(response.status(), 200, path);
    assert.equal(response.headers()['content-type'], 'application/pdf');
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.waitForLoadState('networkidle');
  }

  /** Nothing is wider than the screen, and nothing breaks the rules of WCAG. */
  async check(where: string): Promise<void> {
    await this.person.checkAccessibility(where);
    const beyond = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(beyond <= 0, `${where}: ${beyond} px wider than the screen`);
  }

  leave(): Promise<void> {
    return this.person.leave();
  }
}

/** The dialog of a turn or a step, filled in as people do. */
export class TurnDialog {
  constructor(
    private readonly page: Page,
    private readonly dialog: Locator,
  ) {}

  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: label }).first().fill(text);
  }

  async tick(label: string): Promise<void> {
    const box = this.page.getByRole('checkbox', { name: label });
    await this.dialog.locator('label').filter({ has: box }).click();
    assert.ok(await this.dialog.getByRole('checkbox', { name: label }).isChecked(), label);
  }

  async choose(label: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: new RegExp(`^${label}`) }).check({ force: true });
  }

  async chooseIn(group: RegExp, label: string): Promise<void> {
    await this.dialog
      .getByRole('radiogroup', { name: group })
      .getByRole('radio', { name: label, exact: true })
      .check({ force: true });
  }

  async upload(label: string, file: UploadedFile): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.dialog.getByRole('button', { name: `Chọn tệp: ${label}` }).click(),
    ]);
    await chooser.setFiles(file);
    await this.dialog
      .getByText(/Đã tải lên/)
      .first()
      .waitFor();
  }

  async submit(): Promise<void> {
    await this.dialog.locator('button[type=submit]').click();
  }

  async says(words: string): Promise<void> {
    await this.dialog.getByText(words).first().waitFor();
  }

  /** Sends it off, which closes it. */
  async finish(): Promise<void> {
    await this.submit();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
