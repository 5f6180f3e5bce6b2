import { defineMessages } from '../language/messages.js';

export const uiMessages = defineMessages({
  optional: { vi: 'không bắt buộc', en: 'optional' },
  datePattern: { vi: 'ngày/tháng/năm', en: 'day/month/year' },
  dateHelp: { vi: 'Ví dụ: 06/05/2025', en: 'For example 06/05/2025' },
  choose: { vi: 'Chọn', en: 'Choose' },
  openList: { vi: 'Mở danh sách', en: 'Open the list' },
  nothingFits: { vi: 'Không có mục nào khớp', en: 'Nothing matches' },
  searching: { vi: 'Đang tìm…', en: 'Searching…' },
  clear: { vi: 'Xóa', en: 'Clear' },
  close: { vi: 'Đóng', en: 'Close' },
  more: { vi: 'Xem thêm', en: 'Show more' },
  loading: { vi: 'Đang tải', en: 'Loading' },
  copy: { vi: (code: string) => `Chép mã ${code}`, en: (code: string) => `Copy code ${code}` },
  copied: { vi: 'Đã chép mã', en: 'Code copied' },
  faultsTitle: {
    vi: (n: number) => `Có ${n} chỗ cần xem lại`,
    en: (n: number) => (n === 1 ? 'One thing needs another look' : `${n} things need another look`),
  },
  chooseFiles: { vi: 'Chọn tệp', en: 'Choose files' },
});
