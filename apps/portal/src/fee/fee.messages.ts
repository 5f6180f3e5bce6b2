import { defineMessages } from '../language/messages.js';

export const feeMessages = defineMessages({
  fees: { vi: 'Phí, lệ phí', en: 'Fees' },
  none: { vi: 'Không thu', en: 'Nothing to pay' },
  due: { vi: 'Chưa nộp', en: 'To be paid' },
  paid: { vi: 'Đã nộp', en: 'Paid' },
  partlyRefunded: { vi: 'Đã hoàn một phần', en: 'Partly given back' },
  refunded: { vi: 'Đã hoàn', en: 'Given back' },
  total: { vi: 'Tổng cộng', en: 'Total' },
  relief: {
    vi: (percent: number, full: string) => `Giảm ${percent}% của ${full}`,
    en: (percent: number, full: string) => `${percent}% off ${full}`,
  },
  beforeAcceptance: {
    vi: 'Nộp trước khi hồ sơ được tiếp nhận.',
    en: 'To be paid before the dossier is accepted.',
  },
  beforeResult: {
    vi: 'Nộp trước khi nhận kết quả; kết quả được trả sau khi nộp.',
    en: 'To be paid before the result is handed over.',
  },
  anyTime: { vi: 'Nộp tại quầy hoặc trực tuyến.', en: 'To be paid at the counter or online.' },
  payOnline: { vi: 'Thanh toán trực tuyến', en: 'Pay online' },
  payOnlineHelp: {
    vi: 'Bạn sẽ được chuyển sang cổng thanh toán, rồi quay lại trang này.',
    en: 'You go on to the payment provider, and come back to this page.',
  },
  payments: { vi: 'Các khoản đã ghi nhận', en: 'What was recorded' },
  atCounter: { vi: 'Nộp tại quầy', en: 'Paid at the counter' },
  online: { vi: 'Nộp trực tuyến', en: 'Paid online' },
  cash: { vi: 'tiền mặt', en: 'cash' },
  card: { vi: 'thẻ', en: 'card' },
  transfer: { vi: 'chuyển khoản', en: 'bank transfer' },
  receipt: {
    vi: (number: string) => `biên lai in sẵn số ${number}`,
    en: (number: string) => `printed receipt ${number}`,
  },
  eReceipt: { vi: (number: string) => `Biên lai số ${number}`, en: (number: string) => `Receipt ${number}` },
  transaction: { vi: (number: string) => `mã giao dịch ${number}`, en: (number: string) => `transaction ${number}` },
  openPayment: {
    vi: 'Đang chờ cổng thanh toán xác nhận',
    en: 'Waiting for the payment provider',
  },
  failedPayment: { vi: 'Không thành công, chưa thu tiền', en: 'Failed, no money was taken' },
  disputedPayment: {
    vi: (received: string, due: string) => `Đã nhận ${received}, khác số phải nộp ${due}; sẽ được hoàn lại`,
    en: (received: string, due: string) => `${received} came instead of ${due}; it will be given back`,
  },
  surplusPayment: { vi: 'Nộp thừa, sẽ được hoàn lại', en: 'Paid too much, will be given back' },
  refundOf: {
    vi: (amount: string, when: string) => `Đã hoàn ${amount} lúc ${when}`,
    en: (amount: string, when: string) => `${amount} given back at ${when}`,
  },
  returnedPaid: { vi: 'Đã nộp phí, lệ phí. Cảm ơn bạn.', en: 'The fee is paid. Thank you.' },
  returnedFailed: {
    vi: 'Thanh toán không thành công',
    en: 'The payment did not go through',
  },
  returnedFailedText: {
    vi: 'Chưa có khoản tiền nào bị trừ. Bạn có thể thanh toán lại.',
    en: 'No money was taken. You may try again.',
  },
  returnedOpen: { vi: 'Đang chờ cổng thanh toán xác nhận…', en: 'Waiting for the payment provider…' },
  returnedOpenText: {
    vi: 'Thường chỉ mất vài giây. Nếu đã bị trừ tiền, bạn không cần thanh toán lại: hệ thống sẽ tự hỏi cổng thanh toán.',
    en: 'This takes a few seconds as a rule. If money was taken, do not pay again: the platform asks the provider.',
  },
});
