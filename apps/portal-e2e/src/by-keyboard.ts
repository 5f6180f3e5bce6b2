import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

const farthest = 60;

/** Somebody who has no mouse: goes from field to field with Tab. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.insertText(text);
  }

  /** Tabs onwards until the field has the focus. */
  async goTo(field: Locator): Promise<void> {
    for (let steps = 0; steps < farthest; steps += 1) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await this.press('Tab');
    }
    assert.fail(`${field.toString()} cannot be reached with Tab`);
  }

  async fill(label: string, text: string): Promise<void> {
    await this.goTo(this.page.getByRole('textbox', { name: label, exact: true }));
    await this.type(text);
  }

  async tick(label: string | RegExp): Promise<void> {
    await this.goTo(this.page.getByRole('checkbox', { name: label }));
    await this.press('Space');
  }

  /** Types into a list that narrows, and takes its first fit. */
  async choose(list: Locator, text: string, option: RegExp): Promise<void> {
    await this.goTo(list);
    await this.type(text);
    await this.page.getByRole('option', { name: option }).first().waitFor();
    await this.press('ArrowDown');
    await this.press('Enter');
  }
}
