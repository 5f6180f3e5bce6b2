import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

/** The code that an authenticator application shows for a key, `JBSW Y3DP …` (RFC 6238). */
function codeOf(key: string, ahead = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replace(/\s/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const value = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}

describe('the second step of signing in', () => {
  let platform: RunningPlatform;
  let browser: Browser;
  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
    // As an operator's own officers are: demonstration accounts are exempt.
    await platform.runSql(
      'identity',
      `update officer set demo = false where username in ('lanhdao.tinh', 'chutich.baclieu')`,
    );
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  const givePassword = async ({ page }: Person, username: string) => {
    await page.goto(`${platform.url}/sign-in`);
    await page.locator('form input').first().fill(username);
    await page.locator('input[type=password]').fill('motcua-2026');
    await page.locator('input[type=password]').press('Enter');
  };
  const heading = ({ page }: Person, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const signedIn = ({ page }: Person) => page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const signOut = async (person: Person) => {
    await person.page.getByRole('button', { name: /Đang đăng nhập/ }).click();
    await person.page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await person.page.getByRole('link', { name: 'Đăng nhập', exact: true }).waitFor();
  };

  it('is a passkey of the device, set up where the role asks for it; a code on paper helps who has lost it', async () => {
    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    const devtools = await leader.context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await givePassword(leader, 'lanhdao.tinh');
    await heading(leader, 'Bảo vệ tài khoản của bạn');
    await leader.checkAccessibility('adding a second factor');
    await page.goto(`${platform.url}/overview`);
    await heading(leader, 'Bảo vệ tài khoản của bạn');
    await page.getByRole('button', { name: /Vân tay, khuôn mặt/ }).click();
    await page.getByRole('textbox', { name: 'Đặt tên để dễ nhận ra' }).fill('Máy tính ở phòng');
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click();
    await heading(leader, 'Cất kỹ các mã dự phòng');
    const codes = await page.getByRole('list', { name: 'Mã dự phòng' }).getByRole('listitem').allInnerTexts();
    assert.equal(codes.length, 10);
    await leader.checkAccessibility('the codes on paper');
    await page.getByRole('button', { name: 'Tôi đã cất các mã này' }).click();
    await signedIn(leader);

    await signOut(leader);
    await givePassword(leader, 'lanhdao.tinh');
    await heading(leader, 'Còn một bước nữa');
    await leader.checkAccessibility('the second step');
    await page.getByRole('button', { name: 'Xác nhận bằng khóa truy cập' }).click();
    await signedIn(leader);

    await signOut(leader);
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await givePassword(leader, 'lanhdao.tinh');
    await page.getByRole('button', { name: 'Xác nhận bằng khóa truy cập' }).click();
    await page.getByRole('alert').getByText('Máy chưa xác nhận').waitFor();
    await page.getByRole('button', { name: /Mất điện thoại/ }).click();
    await page.getByRole('textbox', { name: 'Mã dự phòng trên giấy' }).fill((codes[3] ?? '').toLowerCase());
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    await signedIn(leader);

    await leader.open('/account');
    await page.getByText('Mã dự phòng trên giấy: còn 9 mã').waitFor();
    await page.getByRole('button', { name: 'Xóa Khóa truy cập: Máy tính ở phòng' }).click();
    await page.getByLabel('Mật khẩu của bạn').fill('motcua-2026');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Xóa Khóa/ })
      .click();
    await page.getByText('Chưa xóa được cách xác nhận này').waitFor();
    await leader.leave();
  });

  it('is a code of an application on the telephone, once; wrong ones are told in plain words', async () => {
    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    await givePassword(leader, 'chutich.baclieu');
    await heading(leader, 'Bảo vệ tài khoản của bạn');
    await page.getByRole('button', { name: /Ứng dụng tạo mã/ }).click();
    const key = await page.locator('.key-to-type').innerText();
    await page.getByRole('img', { name: 'Mã QR cho ứng dụng tạo mã' }).waitFor();
    await leader.checkAccessibility('setting the application up');
    const give = async (code: string) => {
      await page.getByRole('textbox', { name: 'Mã 6 chữ số' }).fill(code);
      await page.getByRole('button', { name: 'Xác nhận', exact: true }).click();
    };
    await give(codeOf(key, 700));
    await page.getByRole('alert').getByText('Mã chưa đúng').first().waitFor();
    await give(codeOf(key, -1));
    await page.getByRole('button', { name: 'Tôi đã cất các mã này' }).click();
    await signedIn(leader);
    await signOut(leader);
    await givePassword(leader, 'chutich.baclieu');
    await heading(leader, 'Còn một bước nữa');
    await give(codeOf(key, 0));
    await signedIn(leader);
    await leader.leave();
  });

  it('is not asked of a demonstration account, which is told so, and may try it', async () => {
    const clerk = await Person.at(browser, platform.url, { width: 360 });
    const { page } = clerk;
    await clerk.open('/sign-in');
    await page.getByText('các tài khoản này không bị hỏi bước xác nhận thứ hai').waitFor();
    await page.getByRole('button', { name: /tiepnhan\.tinh/ }).click();
    await signedIn(clerk);
    await clerk.open('/account');
    await page.getByText('Đây là tài khoản dùng thử').waitFor();
    await clerk.checkAccessibility('/account');
    for (const button of await page.locator('main button').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.height >= 44, `${await button.innerText()} is ${box?.height} px high`);
    }
    await clerk.leave();
  });

  it('shows people where they are signed in, and signs them out there', async () => {
    const [here, there] = [await Person.at(browser, platform.url), await Person.at(browser, platform.url)];
    for (const person of [here, there]) await person.signIn('095085000024');
    await here.open('/account');
    await here.page.getByText('Máy này').waitFor();
    await here.page.getByRole('button', { name: 'Đăng xuất mọi nơi khác' }).click();
    await here.page.getByText('Đã đăng xuất.').waitFor();
    await there.page.goto(`${platform.url}/my/dossiers`);
    await there.page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await here.page.getByRole('radio', { name: 'English' }).check({ force: true });
    await here.page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await here.leave();
    await there.leave();
  });
});
