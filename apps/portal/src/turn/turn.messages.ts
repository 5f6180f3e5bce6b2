import { defineMessages } from '../language/messages.js';

export const turnMessages = defineMessages({
  title: { vi: 'Việc có thể làm', en: 'What can be done' },
  whyNot: { vi: 'Vì sao chưa làm được việc khác?', en: 'Why not something else?' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  done: { vi: 'Đã ghi nhận', en: 'Recorded' },
  missing: { vi: 'Vui lòng điền mục này.', en: 'Please fill this in.' },

  accept: { vi: 'Tiếp nhận', en: 'Accept' },
  reject: { vi: 'Từ chối tiếp nhận', en: 'Decline to take in' },
  requestSupplement: { vi: 'Yêu cầu bổ sung', en: 'Ask for what is missing' },
  answerSupplement: { vi: 'Nộp bổ sung', en: 'Bring what is missing' },
  withdraw: { vi: 'Rút hồ sơ', en: 'Withdraw' },
  stop: { vi: 'Dừng giải quyết', en: 'End processing' },
  extend: { vi: 'Gia hạn, xin lỗi', en: 'Extend with an apology' },
  pause: { vi: 'Tạm dừng thời hạn', en: 'Pause the clock' },
  resume: { vi: 'Tiếp tục thời hạn', en: 'Resume the clock' },
  stepBack: { vi: 'Trả về bước trước', en: 'Back to an earlier step' },
  consult: { vi: 'Lấy ý kiến', en: 'Consult agencies' },
  recordPayment: { vi: 'Thu phí, lệ phí', en: 'Take the fee' },
  payOnline: { vi: 'Nộp phí trực tuyến', en: 'Pay online' },
  refund: { vi: 'Hoàn phí, lệ phí', en: 'Give the fee back' },
  correctResult: { vi: 'Đính chính kết quả', en: 'Correct the result' },
  reopen: { vi: 'Giải quyết lại', en: 'Reopen' },
  rate: { vi: 'Đánh giá', en: 'Rate' },

  reason: { vi: 'Lý do', en: 'Reason' },
  reasonToCitizen: { vi: 'Người nộp sẽ đọc được lý do này.', en: 'The applicant will read this reason.' },
  withdrawHelp: {
    vi: 'Hồ sơ sẽ kết thúc và không thể mở lại. Bạn có thể nộp hồ sơ mới bất cứ lúc nào.',
    en: 'The dossier ends and cannot be opened again. You may file a new one at any time.',
  },
});
