import { defineMessages } from '../language/messages.js';

export const overviewMessages = defineMessages({
  title: { vi: 'Tổng quan', en: 'Overview' },
  asOf: { vi: (when: string) => `Số liệu lúc ${when}`, en: (when: string) => `Figures as of ${when}` },
  period: { vi: 'Kỳ xem', en: 'Period' },
  days: { vi: (n: number) => `${n} ngày`, en: (n: number) => `${n} days` },
  attention: { vi: 'Cần xem ngay', en: 'Needs attention' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  dueSoon: { vi: 'sắp đến hạn', en: 'due soon' },
  overdueNone: { vi: 'không có hồ sơ quá hạn', en: 'nothing is overdue' },
  figures: { vi: 'Trong kỳ', en: 'In this period' },
  received: { vi: 'tiếp nhận', en: 'received' },
  inProcess: { vi: 'đang giải quyết', en: 'in process' },
  done: { vi: 'đã giải quyết', en: 'done' },
  doneOnTimeShare: { vi: 'đúng và trước hạn', en: 'done in time' },
  byAgency: { vi: 'Theo cơ quan', en: 'By agency' },
  byProcedure: { vi: 'Theo thủ tục', en: 'By procedure' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  columnOverdue: { vi: 'Quá hạn', en: 'Overdue' },
  columnSoon: { vi: 'Sắp đến hạn', en: 'Due soon' },
  columnInProcess: { vi: 'Đang giải quyết', en: 'In process' },
  columnDone: { vi: 'Đã giải quyết', en: 'Done' },
  columnTimeliness: { vi: 'Trước / đúng / quá hạn', en: 'Early / on time / late' },
  timeliness: {
    vi: (early: string, onTime: string, late: string) => `${early} trước hạn, ${onTime} đúng hạn, ${late} quá hạn`,
    en: (early: string, onTime: string, late: string) => `${early} early, ${onTime} on time, ${late} late`,
  },
  daily: { vi: 'Mỗi ngày', en: 'Day by day' },
  dailyText: {
    vi: (received: string, done: string) => `Tiếp nhận ${received}, giải quyết ${done} hồ sơ trong kỳ.`,
    en: (received: string, done: string) => `${received} dossiers received, ${done} done in this period.`,
  },
  dailyDay: {
    vi: (date: string, received: string, done: string) => `${date}: tiếp nhận ${received}, giải quyết ${done}`,
    en: (date: string, received: string, done: string) => `${date}: ${received} received, ${done} done`,
  },
  emptyTitle: { vi: 'Chưa có hồ sơ trong kỳ này', en: 'No dossiers in this period' },
  emptyText: {
    vi: 'Khi có hồ sơ được tiếp nhận, số liệu theo cơ quan và thủ tục sẽ hiện ở đây.',
    en: 'Once dossiers are accepted, figures by agency and by procedure appear here.',
  },
});
