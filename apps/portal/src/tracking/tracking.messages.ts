import { defineMessages } from '../language/messages.js';

export const trackingMessages = defineMessages({
  title: { vi: 'Tra cứu hồ sơ', en: 'Track a dossier' },
  lead: {
    vi: 'Nhập mã trên giấy hẹn hoặc trong tin nhắn. Không cần đăng nhập.',
    en: 'Enter the code on your receipt or in your message. No sign-in needed.',
  },
  code: { vi: 'Mã tra cứu hoặc mã hồ sơ', en: 'Tracking number or dossier code' },
  codeHelp: {
    vi: 'Viết hoa hay thường, có gạch hay không đều được.',
    en: 'Capital or small letters, with or without dashes.',
  },
  codeMissing: { vi: 'Vui lòng nhập mã.', en: 'Please enter a code.' },
  search: { vi: 'Tra cứu', en: 'Track' },
  notFoundTitle: { vi: 'Không có hồ sơ nào mang mã này', en: 'No dossier has this code' },
  notFoundText: {
    vi: 'Hãy so lại từng chữ số với giấy hẹn. Nếu mới nộp, xin chờ một phút rồi thử lại.',
    en: 'Compare each character with your receipt. If you have just filed, wait a minute and try again.',
  },
  submitted: { vi: 'Đã nộp', en: 'Submitted' },
  accepted: { vi: 'Đã tiếp nhận, đồng hồ bắt đầu chạy', en: 'Accepted; the clock is running' },
  acceptedNext: { vi: 'Bộ phận một cửa tiếp nhận', en: 'The counter accepts it' },
  inProcess: { vi: 'Đang giải quyết', en: 'Being processed' },
  decided: { vi: 'Có kết quả', en: 'The result is ready' },
  returned: { vi: 'Đã trả kết quả', en: 'The result was handed over' },
  returnedNext: { vi: 'Trả kết quả cho bạn', en: 'The result is handed to you' },
  by: { vi: (when: string) => `Chậm nhất ${when}`, en: (when: string) => `By ${when}` },
  nowSubmitted: {
    vi: 'Hồ sơ đã đến bộ phận một cửa và đang chờ cán bộ kiểm tra. Sau khi tiếp nhận, bạn sẽ có ngày hẹn trả.',
    en: 'Your dossier is at the counter, waiting to be checked. Once accepted, it gets a promised date.',
  },
  nowInProcess: {
    vi: 'Hồ sơ đầy đủ và đang được giải quyết. Bạn chưa cần làm gì.',
    en: 'Your dossier is complete and being processed. There is nothing you need to do.',
  },
  nowDecided: {
    vi: 'Đã có kết quả. Mang theo giấy hẹn đến bộ phận một cửa để nhận, hoặc tải về nếu có bản điện tử.',
    en: 'The result is ready. Bring your receipt to the counter, or download it where there is an electronic one.',
  },
  rejected: { vi: 'Không được tiếp nhận', en: 'Not taken in' },
  withdrawn: { vi: 'Đã rút hồ sơ', en: 'Withdrawn' },
  stopped: { vi: 'Đã dừng giải quyết', en: 'Processing ended' },
  nowSupplement: {
    vi: 'Hồ sơ còn thiếu giấy tờ. Thời hạn đang tạm dừng cho đến khi bạn bổ sung.',
    en: 'Some papers are missing. The clock stands still until you bring them.',
  },
  nowFinancialObligation: {
    vi: 'Bạn cần thực hiện nghĩa vụ tài chính. Thời hạn đang tạm dừng cho đến khi có chứng từ nộp tiền.',
    en: 'There is a tax or charge for you to pay. The clock stands still until the payment is proved.',
  },
  nowRejected: {
    vi: 'Hồ sơ không được tiếp nhận. Lý do có trong phiếu từ chối; bạn có thể nộp lại hồ sơ khác.',
    en: 'The dossier was not taken in. The slip says why; you may file again.',
  },
  nowWithdrawn: {
    vi: 'Bạn đã rút hồ sơ này. Khi cần, bạn có thể nộp hồ sơ mới.',
    en: 'You took this dossier back. You may file a new one whenever you need to.',
  },
  nowStopped: {
    vi: 'Cơ quan đã dừng giải quyết hồ sơ. Lý do có trong thông báo; bạn có thể nộp hồ sơ mới.',
    en: 'The agency ended the processing. The notice says why; you may file a new dossier.',
  },
  nowReturned: { vi: 'Kết quả đã được trả. Hồ sơ kết thúc.', en: 'The result was handed over. The dossier is closed.' },
});
