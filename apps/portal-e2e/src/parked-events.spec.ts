import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { Keyboard } from './by-keyboard.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const path = '/administration/parked-events';
const reason = 'QueryFailedError 42P01: relation "dossier_report" does not exist';

describe('the page of parked events', () => {
  let platform: RunningPlatform;
  let browser: Browser;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  /** A dossier that was returned while reports had lost their table: two events wait, the first for an hour. */
  async function breakReports(): Promise<void> {
    const aggregateId = randomUUID();
    const data = {
      dossierId: aggregateId,
      procedureCode: '1.001193',
      competentAgencyCode: 'ubnd-phuong-bac-lieu',
      returnedAt: '2025-07-14T03:00:00.000Z',
    };
    const event = { source: '/motcua/dossier', type: 'dossier.returned', subject: aggregateId };
    const rows = [1, 2].map((sequence) => {
      const id = randomUUID();
      const envelope = { ...event, id, sequence, time: data.returnedAt, data: JSON.stringify(data) };
      return `('${event.source}', '${aggregateId}', ${sequence}, '${id}', '${JSON.stringify(envelope)}', '${reason}', ${5 - sequence},
               clock_timestamp() + interval '${2 - sequence} hour')`;
    });
    await platform.runSql(
      'reporting',
      `alter table dossier_report rename to dossier_report_away;
       insert into parked_event (source, aggregate_id, sequence, event_id, envelope, reason, attempts, next_attempt_at) values ${rows.join()}`,
    );
  }

  const mendReports = () => platform.runSql('reporting', 'alter table dossier_report_away rename to dossier_report');

  it('shows why an event waits, and has it tried again until it has its effect, by keyboard alone', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await page.getByRole('link', { name: 'Sự kiện chờ xử lý lại' }).click();
    await page.getByText('Mọi sự kiện đã được xử lý').waitFor();

    await breakReports();
    await administrator.open(path);
    const reports = page.getByRole('region', { name: 'Dịch vụ báo cáo' });
    await reports.getByText(reason).waitFor();
    await reports.getByText('4 lần').waitFor();
    await reports.getByText('1 sự kiện', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Dịch vụ hồ sơ' }).getByText('Không có sự kiện chờ').waitFor();
    assert.equal(await page.getByText('Mọi sự kiện đã được xử lý').count(), 0);
    await administrator.checkAccessibility('an event that waits');

    const keyboard = new Keyboard(page);
    await keyboard.goTo(reports.getByRole('button', { name: /^Thử lại ngay: dossier\.returned/ }));
    await keyboard.press('Enter');
    await reports.getByText('1 sự kiện vẫn chưa xử lý được').waitFor();
    await reports.getByText('5 lần').waitFor();
    await administrator.checkAccessibility('a retry in vain');

    await mendReports();
    await keyboard.goTo(reports.getByRole('button', { name: 'Thử lại tất cả: Dịch vụ báo cáo' }));
    await keyboard.press('Enter');
    await reports.getByText('Đã xử lý xong 1 sự kiện vừa thử lại').waitFor();
    await page.getByText('Mọi sự kiện đã được xử lý').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Dịch vụ báo cáo');
    await administrator.leave();
  });

  it('shows the others when a service is away', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await page.route('**/api/document/v1/parked-events*', (route) => route.abort());
    await administrator.open(path);
    const documents = page.getByRole('region', { name: 'Dịch vụ tài liệu' });
    await documents.getByRole('alert').getByText('Không kết nối được').waitFor();
    assert.equal(await page.getByText('Không có sự kiện chờ').count(), 4);
    assert.equal(await page.getByText('Mọi sự kiện đã được xử lý').count(), 0);
    await page.unroute('**/api/document/v1/parked-events*');
    await documents.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Mọi sự kiện đã được xử lý').waitFor();
    await administrator.context.close(); // the browser has rightly complained about the missing answers
  });

  it('can be read on a small screen, in the dark and in English', async () => {
    const administrator = await Person.at(browser, platform.url, { width: 360, language: 'en' });
    const { page } = administrator;
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await administrator.signIn('quantri');
    await breakReports();
    await administrator.open(path);
    await page.getByText(reason).waitFor();
    await administrator.checkAccessibility('an event that waits, on a small screen');
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(beyond <= 0, `${beyond} px wider than the screen`);
    await mendReports();
    await administrator.leave();
  });

  it('is for administrators of the province alone', async () => {
    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    await leader.signIn('lanhdao.tinh');
    assert.equal(await page.getByRole('link', { name: 'Sự kiện chờ xử lý lại' }).count(), 0);
    await leader.open(path);
    await page.getByRole('heading', { name: 'Bạn không có quyền xem trang này' }).waitFor();
    await leader.leave();
  });
});
