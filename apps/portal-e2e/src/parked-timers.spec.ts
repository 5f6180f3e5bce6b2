import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { Keyboard } from './by-keyboard.js';
import { takeInCertification } from './certification-at-counter.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const path = '/administration/parked-timers';
const reason = { vi: 'biểu thức "= so + 1" đọc biến so, chưa có giá trị', en: 'the expression "= so + 1" reads so' };

describe('the page of process incidents', () => {
  let platform: RunningPlatform;
  let browser: Browser;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
    const counter = await Person.at(browser, platform.url);
    await counter.signIn('tiepnhan.giarai');
    await takeInCertification(counter, 'phường Giá Rai');
    await counter.leave();
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  /** What was given up: nothing stands in its way any more, so that it fires when it is tried again. */
  const park = () =>
    platform.runSql(
      'dossier',
      `insert into timer (id, dossier_id, kind, key, started_at, fire_at, parked_at, attempts, fault)
       select '${randomUUID()}', id, 'supplementLapse', '${randomUUID()}', now() - interval '1 day', now() - interval '1 hour', now(), 8,
              '${JSON.stringify(reason)}' from dossier limit 1`,
    );

  it('says what could not be done and why, and has it tried again by keyboard alone', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open(path);
    await page.getByText('Không có sự cố nào').waitFor();
    await park();
    await administrator.open(path);
    await page.getByRole('heading', { name: 'Hết hạn bổ sung hồ sơ' }).waitFor();
    await page.getByText(reason.vi).waitFor();
    await administrator.checkAccessibility('an incident');

    const keyboard = new Keyboard(page);
    await keyboard.goTo(page.getByRole('button', { name: /^Chạy lại: Hết hạn bổ sung hồ sơ/ }));
    await keyboard.press('Enter');
    await page.getByText('Đã cho chạy lại 1 việc').waitFor();
    await page.getByText('Không có sự cố nào').waitFor();
    await administrator.checkAccessibility('an incident that is tried again');
    await administrator.leave();
  });

  it('can be read on a small screen, in the dark and in English', async () => {
    const administrator = await Person.at(browser, platform.url, { width: 360, language: 'en' });
    const { page } = administrator;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await administrator.signIn('quantri');
    await park();
    await administrator.open(path);
    await page.getByText(reason.en).waitFor();
    await administrator.checkAccessibility('an incident, on a small screen');
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(beyond <= 0, `${beyond} px wider than the screen`);
    await administrator.leave();
  });
});
