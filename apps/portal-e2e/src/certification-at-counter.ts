import type { Person } from './browser.fixture.js';
import { chooseFromList } from './birth-declaration.js';

/** Takes in, at the officer's counter, the wish of Lý Minh Quân to have a diploma certified by another agency. */
export async function takeInCertification(officer: Person, agencyName: string): Promise<void> {
  const { page } = officer;
  await officer.open('/counter');
  await page.getByRole('combobox').or(page.getByRole('searchbox')).first().fill('chung thuc');
  await page
    .getByRole('option', { name: /Chứng thực bản sao/ })
    .first()
    .click();
  await chooseFromList(page, 'Cơ quan giải quyết', agencyName);
  const text = (label: string, value: string) => page.getByRole('textbox', { name: label, exact: true }).fill(value);
  await text('Họ, chữ đệm, tên', 'Lý Minh Quân');
  await text('Số định danh cá nhân (không bắt buộc)', '095085000024');
  await text('Họ, chữ đệm, tên người yêu cầu', 'Lý Minh Quân');
  await text('Số định danh cá nhân', '095085000024');
  await text('Số điện thoại', '0912345678');
  await text('Tên giấy tờ, văn bản', 'Bằng tốt nghiệp đại học');
  await text('Cơ quan, tổ chức cấp bản chính', 'Trường Đại học Cần Thơ');
  await text('Số trang của bản chính', '3');
  await text('Số bản sao cần chứng thực', '2');
  await page.getByRole('radio', { name: 'Bản sao giấy' }).check({ force: true });
  await page.getByRole('checkbox', { name: /Tôi chịu trách nhiệm/ }).check({ force: true });
  await page.getByRole('checkbox', { name: 'Bản chính giấy tờ, văn bản' }).check({ force: true });
  await officer.checkAccessibility('counter');
  await page.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận hồ sơ' }).waitFor();
}
