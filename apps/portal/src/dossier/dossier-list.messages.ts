import { defineMessages } from '../language/messages.js';

export const dossierListMessages = defineMessages({
  title: { vi: 'Hồ sơ', en: 'Dossiers' },
  search: { vi: 'Mã hồ sơ hoặc mã tra cứu', en: 'Dossier code or tracking number' },
  view: { vi: 'Tình trạng', en: 'State' },
  all: { vi: 'Tất cả', en: 'All' },
  received: { vi: 'Đã tiếp nhận', en: 'Received' },
  open: { vi: 'Đang giải quyết', en: 'In process' },
  onTime: { vi: 'Trong hạn', en: 'In time' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  done: { vi: 'Đã giải quyết', en: 'Done' },
  code: { vi: 'Mã', en: 'Code' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  agency: { vi: 'Nơi giải quyết', en: 'Decided by' },
  submitted: { vi: 'Nộp ngày', en: 'Filed on' },
  clock: { vi: 'Thời hạn', en: 'Clock' },
  caption: { vi: 'Danh sách hồ sơ', en: 'List of dossiers' },
  emptyTitle: { vi: 'Không có hồ sơ nào', en: 'No dossiers' },
  emptyText: {
    vi: 'Không hồ sơ nào trong phạm vi của bạn khớp với điều kiện đang chọn.',
    en: 'No dossier in your scope matches what is chosen above.',
  },
  onlyAgency: { vi: (name: string) => `Chỉ ${name}`, en: (name: string) => `Only ${name}` },
  onlyProcedure: { vi: (name: string) => `Chỉ thủ tục ${name}`, en: (name: string) => `Only procedure ${name}` },
  remove: { vi: 'Bỏ lọc', en: 'Remove filter' },
});
