import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { chooseFromList } from './birth-declaration.js';
import { openBrowser, Person } from './browser.fixture.js';
import { OfficersByApi } from './officers-by-api.js';
import { citizen, house } from './sample-dossiers.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const name = 'Huỳnh Thị Mỹ Duyên';
const codePattern = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/;

let platform: RunningPlatform;
let browser: Browser;
before(async () => {
  [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
});
after(async () => {
  await browser.close();
  await platform.stop();
});

describe('an officer who is new', () => {
  let code = '';

  it('is added by the administrator, who hands on a code', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open('/administration/officers');
    await page.getByRole('row', { name: /canbo\.bhxh/ }).waitFor();
    await administrator.checkAccessibility('officers');
    await page.getByRole('button', { name: 'Thêm người' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Thêm người' }).click();
    await dialog.getByText('Vui lòng nhập.').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Họ và tên' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Tên đăng nhập' }).fill('myduyen.baclieu');
    await chooseFromList(page, /^Cơ quan$/, 'Ủy ban nhân dân phường Bạc Liêu');
    await chooseFromList(page, /^Vị trí$/, 'Công chức tiếp nhận');
    await administrator.checkAccessibility('a new officer');
    await dialog.getByRole('button', { name: 'Thêm người' }).click();
    await page.getByRole('heading', { name: 'Mã kích hoạt' }).waitFor();
    code = codePattern.exec(await page.getByRole('dialog').innerText())?.[0] ?? '';
    assert.match(code, codePattern);
    await administrator.checkAccessibility('a code');
    await page.getByRole('button', { name: 'Đã ghi lại' }).click();
    await page.getByRole('searchbox').fill('myduyen');
    await page.getByRole('row', { name: new RegExp(`${name}.*Chưa kích hoạt`) }).waitFor();
    await administrator.leave();
  });

  it('chooses a password by it, signs in and finds the work of the agency', async () => {
    const officer = await Person.at(browser, platform.url, { width: 360 });
    const { page } = officer;
    await officer.open('/sign-in');
    await page.getByRole('link', { name: /mã kích hoạt/ }).click();
    await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill('myduyen.baclieu');
    await page.getByRole('textbox', { name: 'Mã kích hoạt' }).fill(code.toLowerCase());
    await page.locator('input[type=password]').fill('1234567890');
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await page.getByText(/đã bị lộ hoặc quá phổ biến/).waitFor();
    await officer.checkAccessibility('a password that is easy to guess');
    await page.locator('input[type=password]').fill('ba con mèo trên mái ngói');
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await page.getByRole('link', { name: 'Đến trang đăng nhập' }).click();
    await page.locator('form input').first().fill('myduyen.baclieu');
    await page.locator('input[type=password]').fill('ba con mèo trên mái ngói');
    await page.locator('input[type=password]').press('Enter');
    await page.waitForURL((url) => url.pathname === '/inbox');
    await officer.leave();
  });

  it('is given another position and has the account disabled, on a page that tells all of it', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open('/administration/officers?q=myduyen');
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('Đang đăng nhập ở 1 nơi').waitFor();
    await page.getByRole('button', { name: 'Giao vị trí' }).click();
    await chooseFromList(page, /^Cơ quan$/, 'Ủy ban nhân dân phường Giá Rai');
    await chooseFromList(page, /^Vị trí$/, 'Công chức tiếp nhận');
    await page.getByRole('textbox', { name: /Đến hết ngày/ }).fill('31/12/2099');
    await page.getByRole('dialog').getByRole('button', { name: 'Giao vị trí' }).click();
    await page.getByRole('row', { name: /phường Giá Rai.*31\/12\/2099/ }).waitFor();
    await administrator.checkAccessibility('an officer');
    await page.getByRole('button', { name: 'Khóa tài khoản' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản' }).click();
    await page.getByText('Đã khóa').waitFor();
    await page.getByText('Không đăng nhập ở đâu').waitFor();
    await administrator.leave();
  });
});

describe('a system of an agency', () => {
  const makeKey = () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const text = (key: typeof publicKey) => JSON.stringify(key.export({ format: 'jwk' }));
    return { publicText: text(publicKey), privateText: text(privateKey) };
  };

  it('is connected by its public key, gets a second one, and is suspended', async () => {
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open('/administration/api-clients');
    await page.getByText('Chưa có hệ thống nào').waitFor();
    await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
    const dialog = page.getByRole('dialog');
    const first = makeKey();
    await dialog.getByRole('textbox', { name: 'Mã hệ thống' }).fill('ho-tich.bac-lieu');
    await chooseFromList(page, /^Cơ quan$/, 'Ủy ban nhân dân phường Bạc Liêu');
    await dialog.getByRole('textbox', { name: 'Tên tiếng Việt' }).fill('Phần mềm hộ tịch');
    await dialog.getByRole('textbox', { name: 'Tên tiếng Anh' }).fill('Civil status software');
    await dialog.getByRole('textbox', { name: 'Khóa công khai' }).fill(first.privateText);
    await dialog.getByRole('textbox', { name: 'Dùng đến hết ngày' }).fill(inDays(60));
    await dialog.getByRole('button', { name: 'Thêm hệ thống' }).click();
    await dialog.getByText(/không kèm phần bí mật/).waitFor();
    await administrator.checkAccessibility('a system with a private key');
    await dialog.getByRole('textbox', { name: 'Khóa công khai' }).fill(first.publicText);
    await dialog.getByRole('button', { name: 'Thêm hệ thống' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const system = page.getByRole('region', { name: 'Phần mềm hộ tịch' });
    await system.getByText('Chưa dùng lần nào').waitFor();
    await system.getByRole('button', { name: 'Thêm khóa' }).click();
    await dialog.getByRole('textbox', { name: 'Khóa công khai' }).fill(makeKey().publicText);
    await dialog.getByRole('textbox', { name: 'Dùng đến hết ngày' }).fill(inDays(20));
    await dialog.getByRole('button', { name: 'Thêm khóa' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await system.getByText('Sắp hết hạn').waitFor();
    assert.equal(await system.getByRole('button', { name: 'Thu hồi' }).count(), 2);
    await administrator.checkAccessibility('connected systems');
    await system.getByRole('button', { name: 'Tạm ngừng' }).click();
    await dialog.getByRole('button', { name: 'Tạm ngừng' }).click();
    await system.getByText('Đang tạm ngừng').waitFor();
    await administrator.leave();
  });

  /** As people type it. */
  function inDays(days: number): string {
    return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
  }
});

describe('a citizen whose data somebody looked at', () => {
  it('asks why, and the desk of the province finds the question in its inbox', async () => {
    const officers = new OfficersByApi(platform.url);
    const id = await officers.takeIn(house);
    const { disclosure } =
      (await officers.get<{ disclosure: { fields: string[] } }>('chutich.baclieu', `/api/dossier/v1/dossiers/${id}`)) ??
      assert.fail('the leader may read it');
    await officers.post('chutich.baclieu', `/api/dossier/v1/dossiers/${id}/disclosures`, {
      purpose: 'oversight',
      fields: disclosure.fields.slice(0, 1),
    });
    await officers.close();

    const person = await Person.at(browser, platform.url, { width: 360 });
    const { page } = person;
    await person.signIn(citizen.identityNumber);
    // The trace comes by an event.
    for (
      let times = 0;
      times < 20 && (await page.getByRole('button', { name: 'Hỏi về lần xem này' }).count()) === 0;
      times++
    ) {
      await person.open('/my/data-views');
      await page.waitForLoadState('networkidle');
    }
    await page.getByRole('button', { name: 'Hỏi về lần xem này' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    await dialog.getByText('Vui lòng viết câu hỏi.').waitFor();
    await dialog.getByRole('textbox').fill('Vì sao Chủ tịch xem số định danh của tôi?');
    await person.checkAccessibility('a question about a look');
    await dialog.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    const asked = page.getByRole('link', { name: /Đã hỏi, hồ sơ/ });
    await asked.waitFor();
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(await asked.innerText())?.[0] ?? '';
    await asked.click();
    await page.getByRole('heading', { level: 1, name: 'Giải trình việc xem dữ liệu cá nhân' }).waitFor();
    await person.leave();

    const desk = await Person.at(browser, platform.url);
    await desk.signIn('tiepnhan.tinh');
    await desk.open('/inbox?queue=group');
    await desk.page.getByRole('link', { name: new RegExp(number) }).waitFor();
    await desk.leave();
  });
});
