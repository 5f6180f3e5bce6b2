import { problem } from '@motcua/service-kit/errors';

/** Another payment at this agency carries the number of the receipt. */
export class ReceiptNumberUsed extends problem('receipt-number-used', 409, {
  vi: { title: 'Số biên lai đã dùng', detail: 'Số biên lai này đã được ghi cho một khoản thu khác của cơ quan.' },
  en: { title: 'The receipt number is taken', detail: 'Another payment of this agency has this receipt number.' },
}) {}

/** Somebody has seen to it before. */
export class PaymentAlreadyCleared extends problem('payment-already-cleared', 409, {
  vi: { title: 'Khoản nộp đã được xử lý', detail: 'Khoản nộp này đã được người khác ghi nhận là xử lý xong.' },
  en: { title: 'The payment is cleared', detail: 'Somebody has already recorded what became of this payment.' },
}) {}

/** The provider does not answer, or says what makes no sense. */
export class PaymentProviderAway extends problem('payment-provider-away', 503, {
  vi: {
    title: 'Chưa kết nối được cổng thanh toán',
    detail: 'Cổng thanh toán chưa trả lời. Chưa có khoản tiền nào bị trừ; vui lòng thử lại sau ít phút.',
  },
  en: {
    title: 'The payment provider does not answer',
    detail: 'The payment provider does not answer. No money was taken; please try again in a few minutes.',
  },
}) {}

/** The word is not the provider's, or was signed too long ago. */
export class NoticeNotSigned extends problem('payment-notice-not-signed', 401, {
  vi: { title: 'Chữ ký không hợp lệ', detail: 'Thông báo không mang chữ ký còn hiệu lực của cổng thanh toán.' },
  en: { title: 'Not signed', detail: 'The notice does not carry a current signature of the payment provider.' },
}) {}
