import { defineMessages } from '../language/messages.js';

export const disclosureMessages = defineMessages({
  hidden: {
    vi: 'Số định danh, thông tin liên hệ và dữ liệu nhạy cảm đang được che.',
    en: 'Identity numbers, contacts and sensitive data are masked.',
  },
  showInFull: { vi: 'Xem đầy đủ', en: 'Show in full' },
  shown: {
    vi: 'Đang hiện đầy đủ. Lần xem này đã được ghi lại và người có dữ liệu đọc được.',
    en: 'Shown in full. This was recorded, and those whom it is about can read that.',
  },
  hideAgain: { vi: 'Che lại', en: 'Mask again' },
  lead: {
    vi: 'Lần xem này được ghi vào lịch sử hồ sơ: ai xem, cơ quan nào, để làm gì. Người có dữ liệu đọc được điều đó.',
    en: 'That you look is written into the history of the dossier: who, for which agency and what for. Those whom it is about can read it.',
  },
  what: { vi: 'Xem gì', en: 'What to show' },
  ofPeople: { vi: 'Người nộp, người nhận và địa chỉ nhận kết quả', en: 'Submitter, receiver and postal address' },
  ofDeclaration: { vi: 'Nội dung tờ khai', en: 'The declaration' },
  whatMissing: { vi: 'Chọn ít nhất một phần', en: 'Choose at least one part' },
  purpose: { vi: 'Để làm gì', en: 'What for' },
  purposeMissing: { vi: 'Chọn mục đích', en: 'Choose what for' },
  note: { vi: 'Nói rõ mục đích', en: 'Explain the purpose' },
  noteHelp: { vi: 'Ví dụ: số văn bản yêu cầu.', en: 'For example the number of the request.' },
  noteMissing: { vi: 'Mục đích này cần được nói rõ', en: 'This purpose has to be explained' },
  cancel: { vi: 'Đóng', en: 'Close' },
});
