import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { Keyboard } from './by-keyboard.js';
import { takeInCertification } from './certification-at-counter.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const dossiers = 3;

describe('the inbox, by keyboard alone', () => {
  let platform: RunningPlatform;
  let browser: Browser;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
    const counter = await Person.at(browser, platform.url);
    await counter.signIn('tiepnhan.giarai');
    for (let taken = 0; taken < dossiers; taken += 1) await takeInCertification(counter, 'phường Giá Rai');
    await counter.leave();
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  it('lets an officer choose tasks, take them, complete them with one outcome, and see what came of each', async () => {
    const officer = await Person.at(browser, platform.url, { width: 1440 });
    const { page } = officer;
    const keyboard = new Keyboard(page);
    await officer.signIn('hotich.giarai');
    await officer.open('/inbox?queue=group');
    const rows = page.locator('.task-row');
    const dialog = page.getByRole('dialog');
    const press = async (button: Locator) => {
      await keyboard.goTo(button);
      await keyboard.press('Enter');
    };

    await keyboard.goTo(rows.first());
    await keyboard.press('Space');
    await page.getByText('Đã chọn 1 việc').waitFor();
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await page.getByText('Đã chọn 3 việc').waitFor();
    await officer.checkAccessibility('inbox with chosen tasks');

    await keyboard.press('Shift+F10');
    await press(page.getByRole('button', { name: 'Nhận việc' }).first());
    await officer.checkAccessibility('dialog of an act on many');
    await press(dialog.getByRole('button', { name: 'Nhận việc' }));
    await dialog.getByText('Đã xong 3 trên 3 việc').waitFor();
    await officer.checkAccessibility('result of an act on many');
    await press(dialog.getByRole('button', { name: 'Đóng' }).last());
    await page.getByText('Nhóm không còn việc chờ').waitFor();

    await press(page.getByRole('link', { name: /Của tôi/ }));
    await page.waitForURL(/queue=mine/);
    await keyboard.goTo(rows.first());
    await keyboard.press('Control+a');
    await page.getByText('Đã chọn 3 việc').waitFor();
    // Meanwhile one of them changes hands in another window.
    await page.evaluate(async () => {
      const list = (await (await fetch('/api/dossier/v1/tasks?queue=mine')).json()) as {
        items: { id: string; version: number }[];
      };
      const [task] = list.items;
      if (task)
        await fetch(`/api/dossier/v1/tasks/${task.id}/release`, {
          method: 'POST',
          headers: { 'If-Match': `"${task.version}"` },
        });
    });
    await keyboard.press('Shift+F10');
    await press(page.getByRole('button', { name: 'Hoàn thành' }).first());
    await keyboard.goTo(dialog.getByRole('radio').first());
    await keyboard.press('Space');
    await press(dialog.getByRole('button', { name: 'Hoàn thành' }));
    await dialog.getByText('Đã xong 2 trên 3 việc').waitFor();
    assert.equal(await dialog.locator('.bulk-failed').count(), 1);
    assert.match(await dialog.locator('.bulk-failed').innerText(), /Chưa xong:/);
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await officer.leave();
  });

  it('keeps the chosen filter in the address', async () => {
    const officer = await Person.at(browser, platform.url);
    const { page } = officer;
    const keyboard = new Keyboard(page);
    await officer.signIn('hotich.giarai');
    await officer.open('/inbox?queue=group');
    await keyboard.choose(page.getByRole('combobox', { name: 'Lọc theo thủ tục' }), 'khai sinh', /khai sinh/);
    await page.waitForURL(/procedure=/);
    await page.getByText('Không có việc nào của thủ tục này').waitFor();
    await page.reload();
    await keyboard.goTo(page.getByRole('button', { name: /Chỉ / }));
    await keyboard.press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('procedure'));
    await page.locator('.task-row').first().waitFor();
    await officer.leave();
  });
});
