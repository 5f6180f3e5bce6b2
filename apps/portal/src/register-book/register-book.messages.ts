import { defineMessages } from '../language/messages.js';

export const registerBookMessages = defineMessages({
  title: { vi: 'Sổ theo dõi hồ sơ', en: 'Register book' },
  lead: {
    vi: 'Mọi hồ sơ mà một quầy đã tiếp nhận trong kỳ, theo thứ tự tiếp nhận.',
    en: 'Every dossier that a counter accepted in the period, in the order of acceptance.',
  },
  agency: { vi: 'Nơi tiếp nhận', en: 'Counter' },
  from: { vi: 'Từ ngày', en: 'From' },
  to: { vi: 'Đến ngày', en: 'To' },
  show: { vi: 'Xem sổ', en: 'Show' },
  print: { vi: 'In sổ (PDF)', en: 'Print (PDF)' },
  agencyMissing: { vi: 'Vui lòng chọn nơi tiếp nhận.', en: 'Please choose a counter.' },
  dateMissing: { vi: 'Vui lòng nhập ngày, ví dụ 06/05/2025.', en: 'Please enter a date such as 06/05/2025.' },
  wrongOrder: { vi: 'Ngày cuối phải sau ngày đầu.', en: 'The last day comes after the first.' },
  chooseTitle: { vi: 'Chọn nơi tiếp nhận', en: 'Choose a counter' },
  chooseText: {
    vi: 'Sổ của quầy được chọn sẽ hiện ở đây.',
    en: 'The register of the counter that you choose will appear here.',
  },
  emptyTitle: { vi: 'Không có hồ sơ nào trong kỳ', en: 'No dossiers in the period' },
  emptyText: {
    vi: 'Hồ sơ hiện ở đây ngay khi quầy tiếp nhận.',
    en: 'Dossiers appear here as soon as the counter accepts them.',
  },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  sets: { vi: 'Số bộ', en: 'Sets' },
  submitter: { vi: 'Người nộp', en: 'Submitter' },
  competent: { vi: 'Cơ quan giải quyết', en: 'Decided by' },
  accepted: { vi: 'Nhận hồ sơ', en: 'Accepted' },
  due: { vi: 'Hẹn trả', en: 'Due' },
  decided: { vi: 'Có kết quả', en: 'Decided' },
  returned: { vi: 'Trả kết quả', en: 'Handed over' },
  receiving: { vi: 'Cách nhận; người nhận', en: 'Received how, by whom' },
  note: { vi: 'Ghi chú', en: 'Note' },
});
