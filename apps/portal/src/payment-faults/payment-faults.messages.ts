import { defineMessages } from '../language/messages.js';

export const paymentFaultsMessages = defineMessages({
  title: { vi: 'Khoản nộp cần xử lý', en: 'Payments to look after' },
  lead: {
    vi: 'Tiền đã đến qua cổng thanh toán nhưng không khớp với khoản phải nộp nào. Không khoản nào bị mất; mỗi khoản cần một người xử lý.',
    en: 'Money that came through the payment provider and fits nothing that is due. None of it is lost; each needs somebody to see to it.',
  },
  allWellTitle: { vi: 'Không có khoản nào cần xử lý', en: 'Nothing to look after' },
  allWellText: {
    vi: 'Khi có khoản nộp thừa, sai số tiền hoặc không rõ của hồ sơ nào, khoản đó hiện ở đây cùng cách xử lý.',
    en: 'A payment that came twice, in a wrong amount or for no known dossier appears here, with what to do about it.',
  },
  unknownPayment: { vi: 'Không rõ nộp cho hồ sơ nào', en: 'A payment for no known dossier' },
  unknownPaymentWhy: {
    vi: 'Cổng thanh toán báo đã thu một khoản mà hệ thống chưa từng yêu cầu.',
    en: 'The provider says that it took a payment which nobody here asked for.',
  },
  unknownPaymentNext: {
    vi: 'Đối soát với cổng thanh toán theo mã giao dịch; nếu tiền đã thu thật, yêu cầu cổng hoàn lại cho người nộp. Xong thì ghi nhận kết quả.',
    en: 'Check it with the provider by the transaction number; if money was taken, have the provider give it back. Then record what became of it.',
  },
  disputed: { vi: 'Số tiền không đúng', en: 'A wrong amount' },
  disputedWhy: {
    vi: 'Số tiền đến khác với số phải nộp, nên chưa được tính là đã nộp.',
    en: 'What came is not what was due, so the fee does not count as paid.',
  },
  disputedNext: {
    vi: 'Lãnh đạo cơ quan giải quyết mở hồ sơ và chọn Hoàn tiền; người nộp vẫn phải nộp đủ phí, lệ phí.',
    en: 'A leader of the agency that decides opens the dossier and gives it back; the fee is still to be paid in full.',
  },
  surplus: { vi: 'Nộp thừa', en: 'Paid too much' },
  surplusWhy: {
    vi: 'Khoản này đến khi hồ sơ không còn gì phải nộp.',
    en: 'It came when nothing was due any more.',
  },
  surplusNext: {
    vi: 'Lãnh đạo cơ quan giải quyết mở hồ sơ và chọn Hoàn tiền để trả lại cho người nộp.',
    en: 'A leader of the agency that decides opens the dossier and gives it back to the payer.',
  },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  received: { vi: 'Đã nhận', en: 'Received' },
  due: { vi: 'Phải nộp', en: 'Due' },
  left: { vi: 'Còn phải hoàn', en: 'Still to give back' },
  at: { vi: 'Lúc', en: 'At' },
  transaction: { vi: 'Mã giao dịch', en: 'Transaction' },
  paymentKey: { vi: 'Mã khoản nộp do cổng báo', en: 'Payment as the provider names it' },
  next: { vi: 'Cần làm', en: 'What to do' },
  clear: { vi: 'Ghi nhận đã xử lý', en: 'Record as cleared' },
  clearOf: {
    vi: (reference: string) => `Ghi nhận đã xử lý giao dịch ${reference}`,
    en: (reference: string) => `Record transaction ${reference} as cleared`,
  },
  clearing: { vi: 'Kết quả đối soát', en: 'What became of it' },
  clearingMissing: { vi: 'Vui lòng chọn kết quả đối soát.', en: 'Please choose what became of it.' },
  givenBack: { vi: 'Cổng đã hoàn tiền cho người nộp', en: 'The provider gave it back to the payer' },
  nothingTaken: { vi: 'Thực tế không có tiền nào bị thu', en: 'As it turned out, no money was taken' },
  clearingNote: { vi: 'Căn cứ', en: 'On what grounds' },
  clearingNoteHelp: {
    vi: 'Ví dụ số biên bản đối soát với cổng thanh toán.',
    en: 'Such as the number of the record agreed with the provider.',
  },
  clearingNoteMissing: { vi: 'Vui lòng nêu căn cứ.', en: 'Please give the grounds.' },
  cancel: { vi: 'Hủy', en: 'Cancel' },
});
