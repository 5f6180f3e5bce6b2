import { defineMessages } from '../language/messages.js';

export const dataViewMessages = defineMessages({
  mineTitle: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
  mineLead: {
    vi: 'Cán bộ thường chỉ thấy số định danh, liên hệ và dữ liệu nhạy cảm của bạn ở dạng che. Mỗi lần có người xem đầy đủ, hoặc mở giấy tờ của bạn, lần đó được ghi ở đây.',
    en: 'Officers normally see your identity numbers, contacts and sensitive data masked. Each time that somebody saw them in full, or opened your papers, it is written here.',
  },
  mineEmptyTitle: { vi: 'Chưa có ai xem', en: 'Nobody has looked yet' },
  mineEmptyText: {
    vi: 'Khi có cán bộ xem đầy đủ dữ liệu của bạn, bạn đọc được ở đây: cơ quan nào, để làm gì, lúc nào.',
    en: 'When an officer looks at your data in full you read it here: for which agency, what for, and when.',
  },
  saw: {
    vi: (position: string, agency: string) => `${position}, ${agency}`,
    en: (position: string, agency: string) => `${position}, ${agency}`,
  },
  fields: { vi: 'Xem đầy đủ dữ liệu trong hồ sơ', en: 'Saw data of the dossier in full' },
  file: { vi: 'Mở một giấy tờ của hồ sơ', en: 'Opened a paper of the dossier' },
  form: { vi: 'Mở một văn bản của hồ sơ', en: 'Opened a letter of the dossier' },
  purposeOf: { vi: (purpose: string) => `Mục đích: ${purpose}`, en: (purpose: string) => `Purpose: ${purpose}` },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  title: { vi: 'Tra cứu việc xem dữ liệu', en: 'Who looked at data' },
  lead: {
    vi: 'Cán bộ của các cơ quan thuộc phạm vi theo dõi của bạn đã xem đầy đủ dữ liệu của ai, để làm gì. Mỗi lần tra cứu cũng được ghi lại.',
    en: 'Whose data officers of the agencies that you oversee saw in full, and what for. Each search is recorded as well.',
  },
  username: { vi: 'Tên đăng nhập của cán bộ', en: 'User name of the officer' },
  identityNumber: { vi: 'Số định danh của người có dữ liệu', en: 'Identity number of the person' },
  identityNumberFault: { vi: 'Số định danh có 12 chữ số', en: 'An identity number has 12 digits' },
  from: { vi: 'Từ ngày', en: 'From' },
  to: { vi: 'Đến ngày', en: 'To' },
  dateFault: { vi: 'Ghi ngày/tháng/năm', en: 'Write day/month/year' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  search: { vi: 'Tra cứu', en: 'Search' },
  found: { vi: 'Kết quả tra cứu', en: 'What was found' },
  nothingTitle: { vi: 'Không có lần xem nào', en: 'Nothing was found' },
  nothingText: {
    vi: 'Không có lần xem nào khớp với điều kiện đã chọn trong phạm vi theo dõi của bạn.',
    en: 'Nobody in your range looked at data in a way that fits what you asked for.',
  },
  at: { vi: 'Lúc', en: 'At' },
  officer: { vi: 'Cán bộ', en: 'Officer' },
  what: { vi: 'Xem gì', en: 'What' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
});
