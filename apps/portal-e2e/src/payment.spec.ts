import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { takeInCertification } from './certification-at-counter.js';
import { startSandbox } from './payment-sandbox.fixture.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

/** What the paper says to which a link leads, in one line. */
async function textOfPdf({ page, context }: Person, link: Locator): Promise<string> {
  const address = new URL((await link.getAttribute('href')) ?? '', page.url()).href;
  const response = await context.request.get(address);
  assert.deepEqual([response.status(), response.headers()['content-type']], [200, 'application/pdf']);
  const text = execFileSync('pdftotext', ['-', '-'], { input: await response.body(), encoding: 'utf8' });
  return text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ');
}

describe('a fee, in a real browser', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let platform: RunningPlatform;
  let browser: Browser;
  let dossierId = '';

  before(async () => {
    sandbox = await startSandbox();
    [platform, browser] = await Promise.all([startPlatform(sandbox.settings), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    assert.equal(await platform.stop(), 0);
    await sandbox.stop();
  });

  it('is paid by the citizen on the provider’s page, also when it failed at first', async () => {
    const officer = await Person.at(browser, platform.url);
    await officer.signIn('tiepnhan.baclieu');
    await takeInCertification(officer, 'Ủy ban nhân dân phường Bạc Liêu');
    await officer.leave();

    const citizen = await Person.at(browser, platform.url);
    const { page } = citizen;
    await citizen.signIn('095085000024');
    await citizen.open('/my/dossiers');
    await page.getByRole('link', { name: 'Chứng thực bản sao từ bản chính' }).first().click();
    const fees = page.getByRole('region', { name: 'Phí, lệ phí' });
    await fees.getByText('10.000 đồng').first().waitFor();
    await fees.getByText('Chưa nộp').waitFor();
    await citizen.checkAccessibility('what is to be paid');
    dossierId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

    await fees.getByRole('button', { name: 'Thanh toán trực tuyến' }).click();
    await page.getByRole('heading', { name: 'Cổng thanh toán thử nghiệm' }).waitFor();
    await citizen.checkAccessibility('the page of the provider');
    await page.getByRole('button', { name: 'Báo thanh toán thất bại' }).click();
    await page.getByText('Thanh toán không thành công').waitFor();
    await fees.getByRole('button', { name: 'Thanh toán trực tuyến' }).click();
    await page.getByRole('button', { name: 'Thanh toán', exact: true }).click();
    await page.getByText('Đã nộp phí, lệ phí. Cảm ơn bạn.').waitFor();
    await fees.getByText('Đã nộp', { exact: true }).waitFor();
    await page.getByText('Nộp phí, lệ phí', { exact: true }).waitFor();
    const receipt = fees.getByRole('link', { name: /Biên lai số BL-.+-0000001/ });
    assert.match(await textOfPdf(citizen, receipt), /BIÊN LAI THU PHÍ, LỆ PHÍ.*Mười nghìn đồng chẵn/);
    await page.getByRole('link', { name: 'Biên lai thu phí, lệ phí' }).waitFor();
    await citizen.checkAccessibility('paid');
    await citizen.leave();
  });

  it('is given back in part by a leader, with a reason that the citizen reads', async () => {
    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    await leader.signIn('chutich.baclieu');
    await leader.open(`/dossiers/${dossierId}`);
    await page.getByRole('button', { name: 'Hoàn tiền' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /10\.000 đồng/ }).check({ force: true });
    await dialog.getByRole('textbox', { name: /Số tiền hoàn/ }).fill('4.000');
    await dialog.getByRole('textbox', { name: /Lý do/ }).fill('Chỉ chứng thực một bản');
    await leader.checkAccessibility('giving money back');
    await dialog.getByRole('button', { name: 'Hoàn tiền' }).click();
    await page.getByText('Đã hoàn một phần').waitFor();
    const receipt = page.getByRole('region', { name: 'Phí, lệ phí' }).getByRole('link', { name: /Biên lai số BL-/ });
    assert.match(await textOfPdf(leader, receipt), /Đã hoàn trả.*4\.000 đồng.*Chỉ chứng thực một bản.*6\.000 đồng/);
    await leader.leave();

    const citizen = await Person.at(browser, platform.url, { language: 'en', width: 360 });
    await citizen.signIn('095085000024');
    await citizen.open(`/my/dossiers/${dossierId}`);
    await citizen.page.getByText('Partly given back').waitFor();
    await citizen.page.getByText(/4,000 VND given back .*Chỉ chứng thực một bản/).waitFor();
    await citizen.checkAccessibility('given back');
    await citizen.leave();
  });

  it('that came in a wrong amount is shown to who looks after payments until it was given back', async () => {
    const administrator = await Person.at(browser, platform.url);
    await administrator.signIn('quantri');
    await administrator.page.getByRole('link', { name: 'Khoản nộp cần xử lý' }).click();
    await administrator.page.getByText('Không có khoản nào cần xử lý').waitFor();
    await administrator.checkAccessibility('no faults');

    const officer = await Person.at(browser, platform.url);
    await officer.signIn('tiepnhan.baclieu');
    await takeInCertification(officer, 'Ủy ban nhân dân phường Bạc Liêu');
    await officer.leave();
    await sandbox.misbehave({ amountVnd: 9_000 });
    const citizen = await Person.at(browser, platform.url);
    await citizen.signIn('095085000024');
    await citizen.open('/my/dossiers');
    await citizen.page.getByRole('link', { name: 'Chứng thực bản sao từ bản chính' }).first().click();
    await citizen.page.getByRole('button', { name: 'Thanh toán trực tuyến' }).click();
    await citizen.page.getByRole('button', { name: 'Thanh toán', exact: true }).click();
    await citizen.page.getByText(/Đã nhận 9\.000 đồng, khác số phải nộp 10\.000 đồng/).waitFor();
    await citizen.leave();

    await administrator.open('/payment-faults');
    const item = (page: Person['page']) => page.getByRole('listitem').filter({ hasText: 'Số tiền không đúng' });
    await item(administrator.page).getByText('9.000 đồng').waitFor();
    await item(administrator.page)
      .getByText(/chọn Hoàn tiền/)
      .waitFor();
    assert.equal(await item(administrator.page).getByRole('link').count(), 0, 'administrators open no dossiers');
    await administrator.checkAccessibility('a fault');

    const leader = await Person.at(browser, platform.url);
    const { page } = leader;
    await leader.signIn('chutich.baclieu');
    await leader.open('/payment-faults');
    const link = item(page).getByRole('link', { name: /Hồ sơ/ });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hoàn tiền' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Lý do/ }).fill('Nộp sai số tiền');
    await dialog.getByRole('button', { name: 'Hoàn tiền' }).click();
    await page.getByText(/Đã hoàn 9\.000 đồng/).waitFor();
    await leader.open('/payment-faults');
    await page.getByText('Không có khoản nào cần xử lý').waitFor();
    await leader.leave();
    await administrator.leave();
  });

  it('that came for no known dossier is cleared by an administrator, who says what became of it', async () => {
    const reference = await sandbox.tellUnknownPayment(platform.url, 15_000);
    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open('/payment-faults');
    await page.getByRole('button', { name: `Ghi nhận đã xử lý giao dịch ${reference}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ghi nhận đã xử lý' }).click();
    await dialog.getByText('Vui lòng chọn kết quả đối soát.').waitFor();
    await administrator.checkAccessibility('what became of a payment');
    await dialog.getByText('Cổng đã hoàn tiền cho người nộp').click();
    await dialog.getByRole('textbox', { name: /Căn cứ/ }).fill('Biên bản đối soát số 12');
    await dialog.getByRole('button', { name: 'Ghi nhận đã xử lý' }).click();
    await page.getByText('Không có khoản nào cần xử lý').waitFor();
    await administrator.leave();
  });
});
