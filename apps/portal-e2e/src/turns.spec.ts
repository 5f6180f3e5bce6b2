import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.fixture.js';
import { DossierDesk } from './dossier-desk.js';
import { OfficersByApi } from './officers-by-api.js';
import { startPlatform, type RunningPlatform } from './platform.fixture.js';
import { citizen, house, newborn, onlineBirth } from './sample-dossiers.js';

const pdf = {
  name: 'Bản vẽ sửa.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ),
};
const holder = citizen.identityNumber;
const [specialist, chairman, desk] = ['chuyenvien.baclieu', 'chutich.baclieu', 'tiepnhan.baclieu'];

describe('the turns of a dossier, in a real browser', () => {
  let platform: RunningPlatform;
  let browser: Browser;
  let api: OfficersByApi;

  before(async () => {
    [platform, browser] = await Promise.all([startPlatform(), openBrowser()]);
    api = new OfficersByApi(platform.url);
  });
  after(async () => {
    await api.close();
    await browser.close();
    await platform.stop();
  });

  const at = (who: string, id: string, width?: number) => DossierDesk.open(browser, platform.url, who, id, width);

  it('an officer asks for what is missing, the clock stands still, and the citizen brings it', async () => {
    const id = await api.takeIn(house);
    const officer = await at(specialist, id);
    const asking = await officer.take('Yêu cầu bổ sung');
    await asking.submit();
    await asking.says('Vui lòng chọn.');
    await officer.check('asking for what is missing, with faults');
    await asking.tick('Bản vẽ thiết kế xây dựng');
    await asking.fill(/^Cần bổ sung/, 'Thiếu mặt cắt ngang.');
    await asking.fill('Lý do', 'Bản vẽ chưa đủ.');
    await asking.finish();
    await officer.shows('tạm dừng: chờ bổ sung', 'Đang chờ người nộp bổ sung');
    await officer.openTab('Văn bản');
    await officer.shows('Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ');
    const { letters } = await api.read(holder, id);
    await officer.getsPdf(`/api/document/v1/dossiers/${id}/forms/supplement-request?of=${letters[0]?.of}`);
    await officer.check('waiting for what is missing');
    await officer.leave();

    const applicant = await at(holder, id, 360);
    await applicant.shows('Hồ sơ cần bổ sung', 'Thiếu mặt cắt ngang.');
    await applicant.check('asked to bring something, at 360 px');
    const answer = await applicant.take('Nộp bổ sung');
    await answer.submit();
    await answer.says('Vui lòng tải lên ít nhất một tệp');
    await answer.upload('Bản vẽ thiết kế xây dựng', pdf);
    await applicant.check('bringing something, at 360 px');
    await answer.finish();
    await applicant.shows('Đã bổ sung hồ sơ', pdf.name);
    await applicant.leave();
  });

  it('an officer ticks what is wrong in the declaration, the citizen puts it right, and both read what it was before', async () => {
    const id = await api.takeIn(house);
    const officer = await at(specialist, id);
    const asking = await officer.take('Yêu cầu bổ sung');
    await asking.fill(/^Tìm trong/, 'chieu cao');
    await asking.tick('Chiều cao');
    await asking.fill(/^Tìm trong/, '');
    await asking.fill('Lý do', 'Chiều cao không khớp bản vẽ.');
    await officer.check('asking for fields of the declaration');
    await asking.finish();
    await officer.shows('Sửa trong tờ khai', /Chiều cao/);
    await officer.leave();

    const applicant = await at(holder, id, 360);
    await applicant.shows('Sửa trong tờ khai');
    const answer = await applicant.take('Nộp bổ sung');
    await answer.submit();
    await answer.says('Vui lòng tải lên ít nhất một tệp, sửa mục được yêu cầu');
    await answer.fill(/Chiều cao/, '-3');
    await answer.submit();
    await answer.says('Vui lòng xem lại các mục được nêu.');
    await applicant.check('putting the declaration right, with faults, at 360 px');
    await answer.fill(/Chiều cao/, '9');
    await answer.finish();
    await applicant.shows(/Mục trong tờ khai: .*Chiều cao/);
    await applicant.leave();

    const reader = await at(specialist, id);
    await reader.shows(/^Đã sửa lúc/, 'Khai trước đó', 'Sửa thành');
    await reader.check('a declaration that was put right');
    await reader.leave();
  });

  it('the desk declines what was handed in online, and the citizen reads why', async () => {
    const file = await api.upload(holder, 'Giấy chứng sinh.pdf');
    const { id } = await api.post<{ id: string }>(holder, '/api/dossier/v1/dossiers', onlineBirth(file));
    const officer = await at(desk, id);
    const dialog = await officer.take('Từ chối tiếp nhận');
    await dialog.fill('Lý do', 'Trẻ đã được đăng ký khai sinh.');
    await officer.check('declining');
    await dialog.finish();
    await officer.shows('Từ chối tiếp nhận', 'Trẻ đã được đăng ký khai sinh.');
    await officer.leave();

    const applicant = await at(holder, id);
    await applicant.shows('Trẻ đã được đăng ký khai sinh.', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ');
    await applicant.check('a dossier that was declined');
    await applicant.look('Xem Giấy chứng sinh.pdf');
    await applicant.leave();
  });

  it('a citizen says how the result is to come, then withdraws the dossier', async () => {
    const id = await api.takeIn(house);
    const applicant = await at(holder, id, 360);
    const wish = await applicant.take('Cách nhận kết quả');
    await wish.choose('Qua bưu điện');
    await wish.submit();
    await wish.says('Vui lòng điền mục này.');
    await wish.fill('Địa chỉ nhận qua bưu điện', 'Số 12, đường Trần Phú');
    await applicant.check('a wish, at 360 px');
    await wish.finish();
    await applicant.shows('qua bưu điện, đến Số 12, đường Trần Phú');
    const dialog = await applicant.take('Rút hồ sơ');
    await dialog.fill(/^Lý do/, 'Chưa xây nữa.');
    await dialog.finish();
    await applicant.shows('Bạn đã rút hồ sơ này.', 'Chưa xây nữa.');
    await applicant.check('a dossier that was withdrawn, at 360 px');
    await applicant.leave();
  });

  it('a leader hands the step over, extends, pauses and resumes the clock, and ends the processing', async () => {
    const id = await api.takeIn(house);
    const leader = await at(chairman, id);
    await leader.shows('Chưa ai nhận');
    const handOver = await leader.press('Chuyển người xử lý');
    await handOver.choose('Huỳnh Ngọc Ánh');
    await leader.check('handing a step over');
    await handOver.finish();
    await leader.shows('Huỳnh Ngọc Ánh đang xử lý');

    const extension = await leader.take('Gia hạn, xin lỗi');
    await extension.fill('Gia hạn thêm (số ngày)', 'ba');
    await extension.submit();
    await extension.says('Vui lòng nhập một số nguyên');
    await extension.fill('Gia hạn thêm (số ngày)', '3');
    await extension.fill('Lý do', 'Chờ đo đạc lại.');
    await leader.check('extending');
    await extension.finish();
    await leader.openTab('Văn bản');
    await leader.shows('Văn bản xin lỗi và gia hạn');
    await leader.whyNot('Gia hạn, xin lỗi', 'Đã gia hạn đủ số lần cho phép.');

    const pause = await leader.take('Tạm dừng thời hạn');
    await pause.choose('Sự cố hệ thống');
    await pause.fill('Lý do', 'Mất điện toàn phường.');
    await pause.finish();
    await leader.shows('tạm dừng: sự cố hệ thống');
    await leader.check('a clock that stands still');
    const resume = await leader.take('Tiếp tục thời hạn');
    await resume.fill('Lý do', 'Đã có điện.');
    await resume.finish();
    await leader.shows(/còn \d+ ngày làm việc/);

    const stop = await leader.take('Dừng giải quyết');
    await stop.fill('Lý do', 'Trùng hồ sơ.');
    await stop.finish();
    await leader.shows('Dừng giải quyết', 'Trùng hồ sơ.', 'Thông báo dừng giải quyết hồ sơ');
    await leader.check('a dossier that was stopped');
    await leader.leave();
  });

  it('an officer consults two departments and a commune: one answers, a question is withdrawn; then a step back', async () => {
    const id = await api.takeIn(house);
    const officer = await at(specialist, id);
    const consult = await officer.take('Lấy ý kiến');
    await consult.fill(/^Tìm trong/, 'vinh trach');
    await consult.tick('Ủy ban nhân dân phường Vĩnh Trạch');
    await consult.fill(/^Tìm trong/, '');
    await consult.tick('Sở Xây dựng tỉnh Cà Mau');
    await consult.tick('Sở Tư pháp tỉnh Cà Mau');
    await consult.fill('Nội dung lấy ý kiến', 'Có phù hợp quy hoạch không?');
    await consult.fill('Trả lời trong (số ngày làm việc)', '3');
    await officer.check('consulting');
    await consult.finish();
    await officer.shows('0/3 cơ quan đã trả lời');

    const asked = await at('chuyenvien.soxaydung', id);
    await asked.shows('Có phù hợp quy hoạch không?');
    await asked.check('a question');
    const answer = await asked.pressIn(asked.task('ý kiến'), /^Thống nhất$/);
    await answer.fill(/^(Ghi chú|Lý do)/, 'Phù hợp quy hoạch 1/500.');
    await answer.finish();
    await asked.leave();

    await officer.reload();
    await officer.shows('1/3 cơ quan đã trả lời', 'Phù hợp quy hoạch 1/500.');
    await officer.click('Rút câu hỏi gửi Sở Tư pháp tỉnh Cà Mau');
    await officer.shows('đã rút câu hỏi');
    await officer.check('opinions');
    const done = await officer.pressIn(officer.task('Thẩm định hồ sơ'), 'Hoàn thành');
    await done.finish();
    const back = await officer.take('Trả về bước trước');
    await back.choose('Thẩm định hồ sơ');
    await back.fill('Lý do', 'Đo lại ranh giới.');
    await officer.check('a step back');
    await back.finish();
    await officer.openTab('Diễn biến');
    await officer.shows('Trả về bước: Thẩm định hồ sơ', 'Đo lại ranh giới.');
    await officer.leave();
  });

  it('an interconnected dossier shows its parts, each with its clock, to officers and in plain words to the citizen', async () => {
    const id = await api.takeIn(newborn);
    const { parts } = await api.workUntil(id, (dossier) => dossier.parts.length > 0);
    const name = parts[0]?.name.vi ?? '';
    const leader = await at(chairman, id);
    await leader.shows('Phần việc của từng cơ quan');
    await leader.check('a dossier with a part');
    await leader.follow(name);
    await leader.shows('Là một phần của hồ sơ liên thông');
    await leader.check('a part');
    await leader.leave();

    const applicant = await at(holder, id, 360);
    await applicant.shows('Phần việc của từng cơ quan', /đang giải quyết/);
    await applicant.check('parts for the citizen, at 360 px');
    await applicant.follow(name);
    await applicant.shows('Là một phần của hồ sơ liên thông');
    await applicant.leave();
    const decided = await api.workUntil(id, ({ state }) => state === 'decided');
    assert.ok(decided.parts.every(({ state }) => state !== 'inProcess'));
  });

  it('a result is handed over, corrected, rated, and taken up again after a complaint', async () => {
    const id = await api.takeIn(house);
    await api.workUntil(id, ({ state }) => state === 'decided');
    const counter = await at(desk, id);
    const delivery = await counter.press('Hoàn thành');
    await delivery.choose('Người được ủy quyền');
    await delivery.fill('Người nhận kết quả', 'Lý Minh Quân');
    await delivery.fill(/^Số định danh người nhận/, '0950');
    await delivery.submit();
    await delivery.says('Số định danh có 12 chữ số.');
    await counter.check('handing over, with faults');
    await delivery.fill(/^Số định danh người nhận/, '095085000024');
    await delivery.fill('Số, ngày giấy ủy quyền', 'Số 12 ngày 01/11/2026');
    await delivery.finish();
    await counter.openTab('Kết quả');
    await counter.shows('Lý Minh Quân, người được ủy quyền', 'Số 12 ngày 01/11/2026');
    await counter.check('a result that was handed over');
    await counter.leave();

    const leader = await at(chairman, id);
    const correction = await leader.take('Đính chính kết quả');
    await correction.upload('Kết quả đã đính chính', { ...pdf, name: 'Giấy phép sửa.pdf' });
    await correction.fill(/^Sai ở đâu/, 'Sai số thửa đất.');
    await leader.check('correcting a result');
    await correction.finish();
    await leader.openTab('Kết quả');
    await leader.shows('Giấy phép sửa.pdf', 'Sai số thửa đất.', 'Bản trước khi đính chính');

    const applicant = await at(holder, id, 360);
    await applicant.shows('Bạn thấy việc giải quyết hồ sơ này thế nào?', 'Giấy phép sửa.pdf');
    const rating = await applicant.take('Đánh giá');
    await rating.choose('Hài lòng');
    for (const criterion of ['Thời gian', 'Số lần', 'Thái độ'])
      await rating.chooseIn(new RegExp(`^${criterion}`), 'Tốt');
    await applicant.check('rating, at 360 px');
    await rating.finish();
    await applicant.shows('Đánh giá của người dân');
    await applicant.check('a dossier that was rated, at 360 px');
    await applicant.leave();

    await leader.reload();
    const reopening = await leader.take('Giải quyết lại');
    await reopening.choose('Thẩm định hồ sơ');
    await leader.check('choosing the step at which to reopen');
    await reopening.fill('Số, ngày đơn khiếu nại', 'Số 05 ngày 20/11/2026');
    await reopening.fill('Lý do', 'Khiếu nại đúng.');
    await reopening.finish();
    await leader.openTab('Kết quả');
    await leader.shows('Kết quả trước khi giải quyết lại', /theo khiếu nại: Số 05 ngày 20\/11\/2026/);
    await leader.check('a dossier that was reopened');
    await leader.task('Thẩm định hồ sơ').waitFor();
    await leader.leave();
  });

  it('the register book of a counter has what it accepted, on the page and on paper', async () => {
    const leader = await DossierDesk.at(browser, platform.url, chairman, '/register-book');
    await leader.shows('Nguyễn Phước Hoàng Thị Bảo Ngọc; •••••••001');
    await leader.check('a register book');
    const href = await leader.linkTo('In sổ (PDF)');
    await leader.getsPdf(href);
    await leader.leave();
  });
});
