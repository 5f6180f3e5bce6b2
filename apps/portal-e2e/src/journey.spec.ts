import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { takeInCertification } from './certification-at-counter.js';
import { chooseFromList, fillBirthDeclaration } from './birth-declaration.js';
import { openBrowser, Person } from './browser.fixture.js';
import { startPlatform, startServices, type RunningPlatform } from './platform.fixture.js';
import { testKafka } from '@motcua/testing';

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);
const citizenName = 'Nguyễn Phước Hoàng Thị Bảo Ngọc';
const numberPattern = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/;
const codePattern = /H12\.[0-9A-Z.]+-\d{6}-\d{4,}/;

const { skip } = await testKafka();

// The same code in two compositions: who uses it cannot tell them apart.
for (const [composition, start, options] of [
  ['one process', startPlatform, {}],
  ['a process a service, over Kafka', startServices, { skip }],
] as const) {
  describe(`the main job, in a real browser, with ${composition}`, options, () => mainJob(start));
}

function mainJob(start: () => Promise<RunningPlatform>): void {
  let platform: RunningPlatform;
  let browser: Browser;
  let trackingNumber = '';
  let code = '';

  before(async () => {
    [platform, browser] = await Promise.all([start(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    assert.equal(await platform.stop(), 0, 'Ctrl-C ends the platform in order');
  });

  const arrive = (options?: { width?: number; language?: 'vi' | 'en' }) => Person.at(browser, platform.url, options);

  /** Opens an officer's task on the dossier in the inbox. */
  async function openInInbox(officer: Person, what: string): Promise<Page> {
    await officer.open('/inbox?queue=group');
    await officer.page.getByRole('link', { name: new RegExp(what.replaceAll('.', '\\.')) }).click();
    await officer.page.getByRole('tab').first().waitFor();
    return officer.page;
  }

  /** Presses a choice of the step and confirms it, with a reason where one is given. */
  async function decide(page: Page, choice: string | RegExp, note?: string): Promise<void> {
    await page.locator('main').getByRole('button', { name: choice }).first().click();
    const dialog = page.getByRole('dialog');
    if (note !== undefined) await dialog.getByRole('textbox').first().fill(note);
    const receiver = dialog.getByRole('textbox', { name: /Người nhận kết quả/ });
    if (await receiver.count()) await receiver.fill(citizenName);
    await dialog
      .getByRole('button')
      .filter({ hasNotText: /Thôi|Đóng|Chọn tệp/ })
      .last()
      .click();
    await dialog.waitFor({ state: 'hidden' });
  }

  it('lets a citizen find a procedure with or without marks, see what is missing, and hand in', async () => {
    const citizen = await arrive();
    const { page } = citizen;
    await citizen.open('/');
    await citizen.checkAccessibility('home');
    for (const typed of ['dang ky khai sinh', 'Đăng ký khai sinh']) {
      await page.getByRole('combobox').or(page.getByRole('searchbox')).first().fill(typed);
      await page
        .getByRole('option', { name: /Đăng ký khai sinh/ })
        .first()
        .waitFor();
    }
    await page
      .getByRole('option', { name: /Đăng ký khai sinh/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Đăng ký khai sinh' }).waitFor();
    await citizen.checkAccessibility('procedure');

    await citizen.signIn('095190000017');
    await citizen.open('/procedures/1.001193/apply');
    await chooseFromList(page, /Cơ quan giải quyết/, 'Ủy ban nhân dân phường Bạc Liêu');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('textbox', { name: 'Số điện thoại' }).waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Vui lòng nhập số điện thoại.' }).waitFor();
    await citizen.checkAccessibility('declaration with faults');
    await fillBirthDeclaration(page);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page
        .getByRole('button', { name: /^Chọn tệp/ })
        .first()
        .click(),
    ]);
    await chooser.setFiles({ name: 'Giấy chứng sinh.pdf', mimeType: 'application/pdf', buffer: pdf });
    await page.getByText('Giấy chứng sinh.pdf').waitFor();
    await citizen.checkAccessibility('papers');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('checkbox', { name: /Tôi cam đoan/ }).check({ force: true });
    await citizen.checkAccessibility('review');
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đã nộp hồ sơ' }).waitFor();
    trackingNumber = numberPattern.exec(await page.locator('main').innerText())?.[0] ?? '';
    assert.match(trackingNumber, numberPattern);
    await citizen.checkAccessibility('handed in');
    await citizen.leave();
  });

  it('lets the counter accept it: the clock starts, with a code, a due date and a receipt', async () => {
    const officer = await arrive();
    await officer.signIn('tiepnhan.baclieu');
    const page = await openInInbox(officer, trackingNumber);
    await page.getByRole('button', { name: 'Nhận xử lý' }).click();
    await page.getByText('Nguyễn Thị Kim Thoa đang xử lý').waitFor();
    await officer.checkAccessibility('inbox with an open dossier');
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await page.getByText(codePattern).first().waitFor();
    const { items } = await officer.ask<{ items: { id: string; code: string }[] }>(
      `/api/dossier/v1/dossiers?q=${trackingNumber}`,
    );
    code = items[0]?.code ?? '';
    assert.match(code, codePattern);
    const receipt = await officer.context.request.get(
      `${platform.url}/api/document/v1/dossiers/${items[0]?.id}/forms/receipt`,
    );
    assert.equal(receipt.headers()['content-type'], 'application/pdf');
    assert.match((await receipt.body()).subarray(0, 8).toString(), /^%PDF-1/);
    await officer.leave();
  });

  it('goes through its steps: examined, decided, numbered, signed, handed over', async () => {
    const specialist = await arrive();
    await specialist.signIn('hotich.baclieu');
    await decide(await openInInbox(specialist, code), 'Hoàn thành');
    await decide(await openInInbox(specialist, code), 'Đăng ký khai sinh', 'Hồ sơ đầy đủ, hợp lệ.');
    await decide(await openInInbox(specialist, code), 'Đã cấp số định danh');
    await specialist.leave();

    const chairman = await arrive();
    await chairman.signIn('chutich.baclieu');
    await decide(await openInInbox(chairman, code), 'Ký');
    await chairman.leave();

    const counter = await arrive();
    await counter.signIn('tiepnhan.baclieu');
    await decide(await openInInbox(counter, code), 'Hoàn thành');
    await counter.leave();
  });

  it('shows the citizen the result, its history and a message for each turn', async () => {
    const citizen = await arrive({ width: 360 });
    const { page } = citizen;
    await citizen.signIn('095190000017');
    await citizen.open('/my/dossiers');
    await page.getByText(code).first().waitFor();
    await citizen.checkAccessibility('my dossiers at 360 px');
    await page
      .getByRole('link', { name: /Đăng ký khai sinh/ })
      .first()
      .click();
    await page.getByText(code).first().waitFor();
    await page
      .getByText(/Đồng ý giải quyết|Đã trả kết quả/)
      .first()
      .waitFor();
    await citizen.checkAccessibility('my dossier at 360 px');
    await citizen.open('/messages');
    await page.getByText(`Đã trả kết quả hồ sơ ${code}`).waitFor();
    await citizen.checkAccessibility('messages at 360 px');
    await citizen.leave();
  });

  it('tells whoever has the number the procedure, the state and the dates, and nothing of any person', async () => {
    const stranger = await arrive({ width: 360, language: 'en' });
    for (const number of [trackingNumber.toLowerCase().replaceAll('-', ' '), code]) {
      await stranger.open(`/track?code=${encodeURIComponent(number)}`);
      await stranger.page.getByText('Birth registration').waitFor();
      const shown = await stranger.page.locator('main').innerText();
      assert.ok(!/Ngọc|095190000017|Trần Phú/.test(shown), shown);
    }
    await stranger.checkAccessibility('tracking at 360 px, in English');
    await stranger.open('/track?code=0000-0000-00000');
    await stranger.page
      .getByText('No such dossier')
      .or(stranger.page.getByText(/not found|no dossier/i))
      .first()
      .waitFor();
    await stranger.checkAccessibility('a number that nobody has');
    await stranger.leave();
  });

  it('takes a dossier in at a counter for another agency, which refuses it with a reason; a second officer reads who was first', async () => {
    const counter = await arrive();
    await counter.signIn('tiepnhan.tinh');
    await takeInCertification(counter, 'Ủy ban nhân dân phường Giá Rai');
    const refused = codePattern.exec(await counter.page.locator('main').innerText())?.[0] ?? '';
    assert.match(refused, codePattern);
    await counter.checkAccessibility('taken in');
    await counter.leave();

    const [first, second] = [await arrive(), await arrive()];
    for (const officer of [first, second]) {
      await officer.signIn('hotich.giarai');
      await openInInbox(officer, refused);
    }
    await decide(first.page, 'Không chứng thực được', 'Bản chính bị tẩy xóa.');
    await second.page.locator('main').getByRole('button', { name: 'Bản sao đúng với bản chính' }).click();
    await second.page
      .getByRole('dialog')
      .getByRole('button')
      .filter({ hasNotText: /Thôi|Đóng|Chọn tệp/ })
      .last()
      .click();
    await second.page
      .getByText(/Châu Thanh Tùng đã hoàn thành bước này/)
      .first()
      .waitFor();
    await Promise.all([first.leave(), second.leave()]);

    const chairman = await arrive();
    await chairman.signIn('chutich.giarai');
    await decide(await openInInbox(chairman, refused), 'Ký văn bản từ chối');
    await chairman.leave();

    const citizen = await arrive();
    await citizen.signIn('095085000024');
    await citizen.open('/my/dossiers');
    await citizen.page
      .getByRole('link', { name: /Chứng thực bản sao/ })
      .first()
      .click();
    await citizen.page.getByText('Bản chính bị tẩy xóa.').waitFor();
    await citizen.checkAccessibility('a refusal');
    await citizen.leave();
  });

  it('shows a leader what is received, in process, overdue and done, and each number opens its list', async () => {
    const leader = await arrive();
    await leader.signIn('lanhdao.tinh');
    await leader.open('/overview');
    const { totals } = await leader.ask<{ totals: { received: number; done: number } }>('/api/reporting/v1/overview');
    assert.deepEqual([totals.received, totals.done], [2, 2]);
    await leader.page.getByRole('row', { name: /phường Bạc Liêu/ }).waitFor();
    await leader.checkAccessibility('overview');
    await leader.page
      .getByRole('row', { name: /phường Bạc Liêu/ })
      .getByRole('link', { name: '1' })
      .last()
      .click();
    await leader.page.waitForURL(/\/dossiers\?/);
    await leader.page.getByText(code).first().waitFor();
    await leader.checkAccessibility('list of dossiers');
    await leader.leave();
  });

  it('says what is not there', async () => {
    const lost = await arrive({ width: 360 });
    await lost.open('/khong-co-trang-nay');
    await lost.checkAccessibility('not found at 360 px');
    await lost.leave();
  });
}
