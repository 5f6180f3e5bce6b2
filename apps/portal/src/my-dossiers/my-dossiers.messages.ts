import { defineMessages } from '../language/messages.js';

export const myDossiersMessages = defineMessages({
  title: { vi: 'Hồ sơ của tôi', en: 'My dossiers' },
  lead: { vi: 'Mọi hồ sơ bạn đã nộp, mới nhất ở trên.', en: 'Everything you have filed, newest first.' },
  emptyTitle: { vi: 'Bạn chưa nộp hồ sơ nào', en: 'You have not filed anything yet' },
  emptyText: {
    vi: 'Hồ sơ nộp trực tuyến hoặc tại quầy bằng số định danh của bạn sẽ hiện ở đây.',
    en: 'What you file online, or at a counter with your identity number, will appear here.',
  },
  findProcedure: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  submittedOn: { vi: (date: string) => `Nộp ngày ${date}`, en: (date: string) => `Filed on ${date}` },
  at: { vi: 'Cơ quan giải quyết', en: 'Decided by' },
  where: { vi: 'Hồ sơ đang ở đâu', en: 'Where it is now' },
  lies: {
    vi: (step: string, agency: string) => `Bước “${step}”, tại ${agency}.`,
    en: (step: string, agency: string) => `Step “${step}”, at ${agency}.`,
  },
  refusedTitle: { vi: 'Hồ sơ bị từ chối', en: 'The dossier was refused' },
  refusedText: {
    vi: 'Lý do có trong văn bản từ chối. Bạn có thể sửa và nộp lại bất cứ lúc nào.',
    en: 'The reason is in the refusal. You may correct the dossier and file again at any time.',
  },
  endedTitle: { vi: (when: string) => `Kết thúc lúc ${when}`, en: (when: string) => `It ended at ${when}` },
  receiving: { vi: 'Nhận kết quả', en: 'How you get the result' },
  atCounter: { vi: (agency: string) => `tại quầy, ${agency}`, en: (agency: string) => `at the counter, ${agency}` },
  byPost: {
    vi: (address: string) => `qua bưu điện, đến ${address}`,
    en: (address: string) => `by post, to ${address}`,
  },
  rateTitle: { vi: 'Bạn thấy việc giải quyết hồ sơ này thế nào?', en: 'How was it?' },
  rateText: {
    vi: 'Đánh giá mất một phút; cơ quan đọc để phục vụ tốt hơn.',
    en: 'Rating takes a minute; the agency reads it to serve better.',
  },
  letters: { vi: 'Văn bản', en: 'Letters' },
  reason: { vi: 'Lý do', en: 'Reason' },
  papers: { vi: 'Giấy tờ', en: 'Papers' },
  receiptLater: {
    vi: 'Giấy hẹn trả kết quả sẽ có ở đây sau khi hồ sơ được tiếp nhận.',
    en: 'Your receipt with the promised date will be here once the dossier is accepted.',
  },
  results: { vi: 'Kết quả', en: 'Result' },
  answers: { vi: 'Thông tin đã khai', en: 'What you declared' },
  history: { vi: 'Đã diễn ra', en: 'What happened' },
  code: { vi: 'Mã hồ sơ', en: 'Dossier code' },
  trackingNumber: { vi: 'Mã tra cứu', en: 'Tracking number' },
});
