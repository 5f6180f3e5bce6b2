import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { Keyboard } from './by-keyboard.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const codePattern = /H12\.[0-9A-Z.]+-\d{6}-\d{4,}/;

describe('the portal, for everybody', () => {
  let platform: RunningPlatform;
  let browser: Browser;
  let code = '';

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  it('takes a dossier in by keyboard alone, for an agency elsewhere, and prints the receipt', async () => {
    const officer = await Person.at(browser, platform.url);
    await officer.signIn('tiepnhan.tinh');
    await officer.open('/counter');
    const { page } = officer;
    const keyboard = new Keyboard(page);
    await keyboard.choose(page.getByRole('combobox', { name: 'Tìm thủ tục' }), 'chung thuc', /Chứng thực bản sao/);
    await keyboard.choose(page.getByRole('combobox', { name: 'Cơ quan giải quyết' }), 'gia rai', /phường Giá Rai/);
    assert.equal(await page.getByRole('radio', { name: 'Bưu điện' }).count(), 0, 'originals do not come by post');
    await keyboard.fill('Họ, chữ đệm, tên', 'Lý Minh Quân');
    await keyboard.fill('Số định danh cá nhân (không bắt buộc)', '095085000024');
    await keyboard.press('Control+Enter');
    await page.getByRole('alert').getByRole('link').first().waitFor();
    await keyboard.fill('Họ, chữ đệm, tên người yêu cầu', 'Lý Minh Quân');
    await keyboard.fill('Số định danh cá nhân', '095085000024');
    await keyboard.fill('Số điện thoại', '0912345678');
    await keyboard.fill('Tên giấy tờ, văn bản', 'Bằng tốt nghiệp đại học');
    await keyboard.fill('Cơ quan, tổ chức cấp bản chính', 'Trường Đại học Cần Thơ');
    await keyboard.fill('Số trang của bản chính', '3');
    await keyboard.fill('Số bản sao cần chứng thực', '2');
    await keyboard.goTo(page.getByRole('radio', { name: 'Bản sao giấy' }));
    await keyboard.press('Space');
    await keyboard.tick(/Tôi chịu trách nhiệm/);
    await keyboard.tick('Bản chính giấy tờ, văn bản');
    await keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận hồ sơ' }).waitFor();
    code = codePattern.exec(await page.locator('main').innerText())?.[0] ?? '';
    assert.match(code, codePattern);

    const receipt = page.getByRole('link', { name: 'In giấy hẹn (PDF)' });
    await keyboard.goTo(receipt);
    const answer = await officer.context.request.get(
      new URL((await receipt.getAttribute('href')) ?? '', page.url()).href,
    );
    assert.match((await answer.body()).subarray(0, 8).toString(), /^%PDF-1/);
    await officer.leave();
  });

  it('opens behind each number of the overview the list that it counts', async () => {
    const leader = await Person.at(browser, platform.url);
    await leader.signIn('lanhdao.tinh');
    const { page } = leader;
    const figure = (name: string) => page.getByRole('region', { name: 'Trong kỳ' }).getByRole('link', { name });
    const received = async () =>
      (await leader.ask<{ totals: { received: number } }>('/api/reporting/v1/overview')).totals.received;
    // The figures follow the dossiers a moment later.
    for (let tries = 0; (await received()) < 1; tries += 1) {
      assert.ok(tries < 40, 'the dossier does not appear in the overview');
      await page.waitForTimeout(250);
    }
    for (const name of ['1 tiếp nhận', '1 đang giải quyết', '0 đã giải quyết']) {
      await leader.open('/overview');
      await figure(name).click();
      await page.waitForURL(/\/dossiers\?/);
      if (name.startsWith('0')) await page.getByText('Không có hồ sơ nào').waitFor();
      else await page.getByRole('link', { name: code }).waitFor();
      assert.equal(await page.locator('tbody tr').count(), Number.parseInt(name), name);
    }
    await leader.leave();
  });

  it('says that there is no connection, and goes on once there is one', async () => {
    const traveller = await Person.at(browser, platform.url);
    const { page } = traveller;
    await traveller.open('/procedures');
    await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).waitFor();
    await traveller.context.setOffline(true);
    await page.getByRole('searchbox').fill('xay nha');
    await page.getByRole('alert').getByText('Không kết nối được').waitFor();
    await traveller.context.setOffline(false);
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('link', { name: /Cấp giấy phép xây dựng/ }).waitFor();
    await traveller.context.close(); // the browser has rightly complained about the missing network
  });

  it('asks nobody for a session who never signed in', async () => {
    const visitor = await Person.at(browser, platform.url);
    const asked: string[] = [];
    visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await visitor.open('/');
    await visitor.page.getByRole('link', { name: 'Đăng nhập', exact: true }).waitFor();
    await visitor.page.waitForLoadState('networkidle');
    assert.ok(asked.includes('/api/identity/v1/province'));
    assert.ok(!asked.includes('/api/identity/v1/session'));
    await visitor.leave();
  });

  it('can be read on a small screen, in the dark and in English, page by page', async () => {
    const visits = [
      { who: undefined, paths: ['/', '/procedures', '/procedures/1.013225', `/track?code=${code}`, '/sign-in'] },
      {
        who: '095085000024',
        paths: [
          '/my/dossiers',
          '/my/data-views',
          '/messages',
          '/account',
          '/procedures/1.001193/apply',
          '/inbox', // forbidden to a citizen
        ],
      },
      { who: 'hotich.giarai', paths: ['/inbox', '/dossiers', `/dossiers/${await idOf(code)}`] },
      { who: 'tiepnhan.tinh', paths: ['/counter'] },
      { who: 'lanhdao.tinh', paths: ['/overview', '/data-views'] },
      {
        who: 'quantri',
        paths: [
          '/administration/agencies?day=2025-06-30&agency=so-khoa-hoc-va-cong-nghe-bac-lieu',
          '/administration/reorganisations?code=sap-nhap-tinh-ca-mau-2025',
          '/administration/parked-events',
          '/payment-faults',
        ],
      },
    ];
    const visit = async ({ who, paths }: { who: string | undefined; paths: readonly string[] }) => {
      const person = await Person.at(browser, platform.url, { width: 360, language: 'en' });
      await person.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      if (who) await person.signIn(who);
      for (const path of paths) {
        await person.open(path);
        await person.checkAccessibility(`${path} as ${who ?? 'a visitor'}`);
        const beyond = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(beyond <= 0, `${path} is ${beyond} px wider than the screen`);
      }
      await person.leave();
    };
    await Promise.all(visits.map(visit));
  });

  it('runs, paints and loads nothing that its policy forbids, on any page that it has', async () => {
    const [dossier, officer] = [await idOf(code), await officerId()];
    const visits: Readonly<Record<string, readonly string[]>> = {
      '': [
        '/',
        '/sign-in',
        '/forbidden',
        '/procedures',
        '/procedures/1.013225',
        `/track?code=${code}`,
        '/activate',
        '/held-data',
        '/api/docs',
      ],
      '095085000024': [
        '/procedures/1.001193/apply',
        '/my/dossiers',
        '/my/dossiers/0197c0de-0000-7000-8000-000000000001', // a dossier that is not theirs
        '/my/data-views',
        '/messages',
        '/account',
      ],
      'hotich.giarai': ['/inbox', '/dossiers', `/dossiers/${dossier}`],
      'tiepnhan.tinh': ['/counter'],
      'lanhdao.tinh': [
        '/overview',
        '/overview/dossiers?figure=received',
        '/register-book',
        '/national-portal',
        '/without-place',
        '/payment-faults',
        '/data-views',
      ],
      quantri: [
        '/administration/agencies?day=2018-06-01&agency=so-khoa-hoc-va-cong-nghe',
        '/administration/reorganisations?code=sap-nhap-tinh-ca-mau-2025',
        '/administration/parked-events',
        '/administration/parked-timers',
        '/administration/processes',
        '/administration/officers',
        '/administration/api-clients',
        `/administration/officers/${officer}`,
        '/held-data',
      ],
    };
    const visited = Object.values(visits)
      .flat()
      .map((path) => (path.split('?')[0] ?? '').replace(dossier, '$dossierId').replace(officer, '$officerId'));
    const known = readFileSync(new URL('../../portal/src/routes.tsx', import.meta.url), 'utf8');
    for (const [, path = ''] of known.matchAll(/path: '([^']+)'/g)) {
      const pattern = new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}$`);
      assert.ok(
        visited.some((each) => pattern.test(each)),
        `${path} is not visited`,
      );
    }
    for (const [who, paths] of Object.entries(visits)) {
      const person = await Person.at(browser, platform.url);
      if (who) await person.signIn(who);
      for (const path of paths) {
        await person.page.goto(platform.url + path);
        await person.page.waitForLoadState('networkidle');
        assert.deepEqual(person.complaints, [], path);
      }
      await person.leave();
    }
  });

  it('notices a page that does what its policy forbids', async () => {
    const visitor = await Person.at(browser, platform.url);
    await visitor.open('/');
    await visitor.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.wasRun = true';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>');
    });
    await visitor.page.waitForTimeout(200);
    assert.ok(visitor.complaints.some((complaint) => complaint.startsWith('script-src')));
    assert.ok(visitor.complaints.some((complaint) => complaint.startsWith('style-src')));
    assert.equal(await visitor.page.evaluate(() => 'wasRun' in globalThis), false);
    await visitor.context.close();
  });

  /** Of the officer whose page is looked at. */
  async function officerId(): Promise<string> {
    const administrator = await Person.at(browser, platform.url);
    await administrator.signIn('quantri');
    const { items } = await administrator.ask<{ items: { id: string }[] }>(
      '/api/identity/v1/officers?q=tiepnhan.baclieu',
    );
    await administrator.leave();
    return items[0]?.id ?? '';
  }

  async function idOf(dossierCode: string): Promise<string> {
    const officer = await Person.at(browser, platform.url);
    await officer.signIn('hotich.giarai');
    const { items } = await officer.ask<{ items: { id: string }[] }>(`/api/dossier/v1/dossiers?q=${dossierCode}`);
    await officer.leave();
    return items[0]?.id ?? '';
  }
});
