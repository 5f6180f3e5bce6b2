import { defineMessages } from '../language/messages.js';

export const homeMessages = defineMessages({
  title: { vi: 'Bạn cần làm gì?', en: 'What do you need to do?' },
  lead: {
    vi: 'Gõ tên thủ tục như bạn vẫn gọi, có dấu hay không dấu đều được.',
    en: 'Type the name of a procedure as you would say it, with or without Vietnamese marks.',
  },
  search: { vi: 'Tìm thủ tục', en: 'Find a procedure' },
  placeholder: { vi: 'Ví dụ: khai sinh', en: 'For example: khai sinh' },
  searchButton: { vi: 'Tìm', en: 'Search' },
  lifeEvents: { vi: 'Theo việc trong đời', en: 'By life event' },
  birth: { vi: 'Sinh con', en: 'A child is born' },
  marriage: { vi: 'Kết hôn', en: 'Getting married' },
  house: { vi: 'Xây nhà', en: 'Building a house' },
  business: { vi: 'Mở hộ kinh doanh', en: 'Starting a business' },
  copies: { vi: 'Chứng thực bản sao', en: 'Certified copies' },
  all: { vi: 'Mọi thủ tục', en: 'All procedures' },
  alreadyFiled: { vi: 'Đã nộp hồ sơ?', en: 'Already filed?' },
  trackTitle: { vi: 'Tra cứu bằng mã', en: 'Track by code' },
  trackText: {
    vi: 'Có mã trên giấy hẹn hoặc tin nhắn là xem được, không cần đăng nhập.',
    en: 'The code on your receipt or in your message is enough; no sign-in needed.',
  },
  mineTitle: { vi: 'Hồ sơ của tôi', en: 'My dossiers' },
  mineText: {
    vi: 'Hồ sơ đang nằm ở đâu, bước tiếp theo là gì, bao giờ có kết quả.',
    en: 'Where each dossier lies, what comes next, and when the result is due.',
  },
});
