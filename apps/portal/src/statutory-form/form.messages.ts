import { defineMessages } from '../language/messages.js';

/** The statutory forms by name, in the words of the circulars, and the receipts. */
export const formMessages = defineMessages({
  none: { vi: 'Chưa có văn bản nào.', en: 'There are no letters yet.' },
  preview: { vi: (name: string) => `Xem ${name}`, en: (name: string) => `Look at ${name}` },
  asItStands: { vi: 'Đến thời điểm này', en: 'Up to now' },
  receipt: { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt and appointment' },
  'supplement-request': { vi: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', en: 'Request for what is missing' },
  refusal: { vi: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ', en: 'Refusal' },
  apology: { vi: 'Văn bản xin lỗi và gia hạn', en: 'Apology and new appointment' },
  'stop-notice': { vi: 'Thông báo dừng giải quyết hồ sơ', en: 'Notice that processing ended' },
  'fee-receipt': { vi: 'Biên lai thu phí, lệ phí', en: 'Receipt for the fee' },
  feeReceiptAfterRefund: {
    vi: 'Biên lai thu phí, lệ phí, sau khi hoàn tiền',
    en: 'Receipt for the fee, after money was given back',
  },
  'control-slip': { vi: 'Phiếu kiểm soát quá trình giải quyết hồ sơ', en: 'Control slip' },
});
