import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { takeInCertification } from './certification-at-counter.js';
import { startSandbox } from './payment-sandbox.fixture.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

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
    await leader.leave();

    const citizen = await Person.at(browser, platform.url, { language: 'en', width: 360 });
    await citizen.signIn('095085000024');
    await citizen.open(`/my/dossiers/${dossierId}`);
    await citizen.page.getByText('Partly given back').waitFor();
    await citizen.page.getByText(/4,000 VND given back .*Chỉ chứng thực một bản/).waitFor();
    await citizen.checkAccessibility('given back');
    await citizen.leave();
  });
});
