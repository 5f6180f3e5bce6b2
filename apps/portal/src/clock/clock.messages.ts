import { defineMessages } from '../language/messages.js';

export const clockMessages = defineMessages({
  notStarted: { vi: 'chờ tiếp nhận', en: 'waiting to be accepted' },
  days: {
    vi: (n: number) => `${n} ngày làm việc`,
    en: (n: number) => (n === 1 ? '1 working day' : `${n} working days`),
  },
  hours: {
    vi: (n: number) => `${n} giờ làm việc`,
    en: (n: number) => (n === 1 ? '1 working hour' : `${n} working hours`),
  },
  minutes: {
    vi: (n: number) => `${n} phút làm việc`,
    en: (n: number) => (n === 1 ? '1 working minute' : `${n} working minutes`),
  },
  left: { vi: (span: string) => `còn ${span}`, en: (span: string) => `${span} left` },
  late: { vi: (span: string) => `quá hạn ${span}`, en: (span: string) => `overdue by ${span}` },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  onTime: { vi: 'trong hạn', en: 'in time' },
  doneEarly: { vi: 'xong trước hạn', en: 'done early' },
  doneOnTime: { vi: 'xong đúng hạn', en: 'done on time' },
  doneOverdue: { vi: 'xong quá hạn', en: 'done late' },
  stopped: { vi: 'đã dừng', en: 'stopped' },
  promised: { vi: 'Hẹn trả', en: 'Promised' },
  provisional: {
    vi: 'Tạm tính: lịch nghỉ của năm này chưa công bố.',
    en: 'Provisional: the holidays of that year are not announced yet.',
  },
  explain: { vi: 'Vì sao ngày này?', en: 'Why this date?' },
  hide: { vi: 'Ẩn cách tính', en: 'Hide the explanation' },
  stripTitle: { vi: 'Cách tính ngày hẹn trả', en: 'How the promised date was counted' },
  counted: { vi: 'tính', en: 'counted' },
  notCounted: { vi: 'không tính', en: 'not counted' },
  dueDay: { vi: 'ngày hẹn trả', en: 'promised date' },
  countedDays: {
    vi: (n: number) => `${n} ngày được tính`,
    en: (n: number) => (n === 1 ? '1 day counted' : `${n} days counted`),
  },
});
