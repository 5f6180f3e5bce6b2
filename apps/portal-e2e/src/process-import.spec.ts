import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from './browser.fixture.js';
import { takeInCertification } from './certification-at-counter.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';

const folder = fileURLToPath(
  new URL('../../../deploy/provinces/bac-lieu-ca-mau/procedures/2.000815-chung-thuc-ban-sao', import.meta.url),
);
const drawing = readFileSync(join(folder, 'process.bpmn'), 'utf8');
const definition = readFileSync(join(folder, 'procedure.yaml'), 'utf8');

const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) });
/** The comparison with the original is another element than before. */
const redrawn = file('chung-thuc.bpmn', 'application/xml', drawing.replaceAll('"compare"', '"collate"'));
const broken = file(
  'hong.bpmn',
  'application/xml',
  drawing.replace('</bpmn:process>', '<bpmn:task id="loose" /></bpmn:process>'),
);
const redefined = file('procedure.yaml', 'application/yaml', definition.replace(/^ {2}compare:$/m, '  collate:'));

describe('the page of processes', () => {
  let platform: RunningPlatform;
  let browser: Browser;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await platform.stop();
  });

  it('takes a drawing from the disk into force, and moves the dossiers that run', async () => {
    const counter = await Person.at(browser, platform.url);
    await counter.signIn('tiepnhan.giarai');
    await takeInCertification(counter, 'Ủy ban nhân dân phường Bạc Liêu');
    await counter.leave();

    const administrator = await Person.at(browser, platform.url);
    const { page } = administrator;
    await administrator.signIn('quantri');
    await administrator.open('/administration/processes?procedure=2.000815');
    await page.getByText('1 hồ sơ đang chạy').waitFor();
    const chooseDrawing = (chosen: typeof redrawn) =>
      page.locator('input[type=file][accept*=".bpmn"]').setInputFiles(chosen);

    /** What is shown already is told again in the other language. */
    const inEnglish = async (reason: string) => {
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText(reason).waitFor();
      await page.getByRole('button', { name: 'Tiếng Việt' }).click();
      await page.getByText(reason).waitFor({ state: 'detached' });
    };

    await chooseDrawing(broken);
    await page.getByText('Bản vẽ có 1 lỗi').waitFor();
    await page.getByRole('cell', { name: 'loose', exact: true }).waitFor();
    await page.getByText('<bpmn:task> không được hỗ trợ trong <bpmn:process>').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Áp dụng thành phiên bản/ }).count(), 0);
    await inEnglish('<bpmn:task> is not supported in <bpmn:process>');
    await administrator.checkAccessibility('a drawing with faults');

    await chooseDrawing(redrawn);
    await page.getByText('Bản vẽ hợp lệ').waitFor();
    await page.getByRole('button', { name: 'Áp dụng thành phiên bản 2' }).click();
    // The step of the new element is not defined yet.
    await page.getByText('procedure.yaml không có bước nào cho tác vụ collate').waitFor();
    await administrator.checkAccessibility('a drawing that the province has no steps for');
    await page.locator('input[type=file][accept*=".yaml"]').setInputFiles(redefined);
    await page.getByRole('button', { name: 'Áp dụng thành phiên bản 2' }).click();
    await page.getByText('Đã áp dụng phiên bản 2').waitFor();

    const migration = page.getByRole('region', { name: 'Chuyển hồ sơ đang chạy' });
    await migration.getByRole('button', { name: 'Chạy thử' }).click();
    await migration.getByText('0 trong 1 hồ sơ chuyển được').waitFor();
    await migration.getByText('phiên bản mới không có phần tử nào thay thế phần tử này').waitFor();
    await inEnglish('the target has nothing that this becomes');
    await administrator.checkAccessibility('a migration that was tried');
    await migration.getByRole('button', { name: /“Đối chiếu với bản chính” trở thành/ }).click();
    await page.getByRole('option', { name: /Đối chiếu với bản chính/ }).click();
    await migration.getByRole('button', { name: 'Chạy thử lại' }).click();
    await migration.getByText('1 trong 1 hồ sơ chuyển được').waitFor();
    await migration.getByRole('button', { name: 'Chuyển 1 hồ sơ sang phiên bản 2' }).click();
    await migration.getByText('1 hồ sơ đã chuyển, 0 hồ sơ ở lại.').waitFor();
    await migration.getByText('Không có hồ sơ nào đang chạy trên phiên bản cũ.').waitFor();
    await administrator.checkAccessibility('a migration that is done');

    await page.reload();
    await migration.getByText('Đã chuyển xong').waitFor();
    const { versions } = await administrator.ask<{ versions: { version: number; running: number }[] }>(
      '/api/dossier/v1/procedures/2.000815/versions',
    );
    assert.deepEqual(
      versions.map(({ version, running }) => [version, running]),
      [
        [2, 1],
        [1, 0],
      ],
    );
    await administrator.leave();
  });
});
