import type { Page } from 'playwright-core';

/** Fills the declaration for a birth as its applicant would. */
export async function fillBirthDeclaration(page: Page): Promise<void> {
  const text = (label: string, value: string) => page.getByRole('textbox', { name: label, exact: true }).fill(value);
  await text('Họ, chữ đệm, tên người yêu cầu', 'Nguyễn Phước Hoàng Thị Bảo Ngọc');
  await text('Số định danh cá nhân người yêu cầu', '095190000017');
  await page.getByRole('button', { name: /Quan hệ với người được khai sinh/ }).click();
  await page.getByRole('option', { name: 'Mẹ', exact: true }).click();
  await chooseFromList(page, 'Xã, phường nơi cư trú của người yêu cầu', 'Phường Bạc Liêu');
  await text('Số nhà, đường, ấp, khóm nơi cư trú của người yêu cầu', 'Số 12, đường Trần Phú');
  await text('Số điện thoại', '0912345678');
  await text('Họ, chữ đệm, tên người được khai sinh', 'Nguyễn Hoàng An');
  await text('Ngày, tháng, năm sinh của trẻ', '01/11/2026');
  await page.getByRole('radio', { name: 'Nữ', exact: true }).check({ force: true });
  await text('Dân tộc của trẻ', 'Kinh');
  await text('Quốc tịch của trẻ', 'Việt Nam');
  await text('Nơi sinh', 'Bệnh viện đa khoa Bạc Liêu');
  await text('Quê quán', 'Bạc Liêu');
  await text('Họ, chữ đệm, tên người mẹ', 'Nguyễn Phước Hoàng Thị Bảo Ngọc');
  await text('Ngày, tháng, năm sinh của mẹ', '12/03/1990');
  await text('Dân tộc của mẹ', 'Kinh');
  await text('Quốc tịch của mẹ', 'Việt Nam');
  await text('Nơi cư trú của mẹ', 'Phường Bạc Liêu');
  await page.getByRole('radio', { name: /Đúng hạn/ }).check({ force: true });
  await page.getByRole('radio', { name: 'Không', exact: true }).check({ force: true });
  await page.getByRole('checkbox', { name: /Tôi cam đoan nội dung khai trên/ }).check({ force: true });
}

/** Types into a list that narrows, and takes the only fit. */
export async function chooseFromList(page: Page, label: string | RegExp, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.scrollIntoViewIfNeeded();
  await box.click();
  await box.fill(option);
  await page.getByRole('option', { name: option }).first().click();
}
