import { defineMessages } from '../language/messages.js';

export const parkedEventsMessages = defineMessages({
  title: { vi: 'Sự kiện chờ xử lý lại', en: 'Parked events' },
  lead: {
    vi: 'Những sự kiện mà một dịch vụ chưa xử lý được. Hệ thống tự thử lại, lần sau thưa hơn lần trước; khi nguyên nhân đã được khắc phục, có thể cho thử lại ngay.',
    en: 'Events that a service could not take in. They are tried again by themselves, ever less often; once the cause is mended, you can have them tried at once.',
  },
  allWellTitle: { vi: 'Mọi sự kiện đã được xử lý', en: 'Every event has been taken in' },
  allWellText: {
    vi: 'Không có sự kiện nào phải chờ. Khi một dịch vụ không xử lý được một sự kiện, sự kiện ấy hiện ở đây cùng nguyên nhân.',
    en: 'Nothing waits. When a service cannot take an event in, the event appears here with the reason.',
  },
  noneWaits: { vi: 'Không có sự kiện chờ', en: 'Nothing waits' },
  identity: { vi: 'Dịch vụ định danh', en: 'Identity service' },
  dossier: { vi: 'Dịch vụ hồ sơ', en: 'Dossier service' },
  document: { vi: 'Dịch vụ tài liệu', en: 'Document service' },
  notification: { vi: 'Dịch vụ thông báo', en: 'Notification service' },
  reporting: { vi: 'Dịch vụ báo cáo', en: 'Reporting service' },
  retryAll: { vi: 'Thử lại tất cả', en: 'Retry all' },
  retryAllOf: {
    vi: (service: string) => `Thử lại tất cả: ${service}`,
    en: (service: string) => `Retry all: ${service}`,
  },
  retry: { vi: 'Thử lại ngay', en: 'Retry now' },
  retryOf: {
    vi: (type: string, id: string) => `Thử lại ngay: ${type}, đối tượng ${id}`,
    en: (type: string, id: string) => `Retry now: ${type}, about ${id}`,
  },
  trying: { vi: 'Đang thử lại', en: 'Being retried' },
  reason: { vi: 'Nguyên nhân', en: 'Reason' },
  from: { vi: 'Bên gửi', en: 'Sent by' },
  aggregate: { vi: 'Đối tượng', en: 'About' },
  parkedAt: { vi: 'Chờ từ', en: 'Waiting since' },
  nextAttempt: { vi: 'Lần thử tới', en: 'Next attempt' },
  attempts: { vi: 'Đã thử lại', en: 'Retried' },
  attemptsCount: {
    vi: (n: number) => `${n} lần`,
    en: (n: number) => (n === 1 ? 'once' : `${n} times`),
  },
  waitingBehind: { vi: 'Chờ phía sau', en: 'Waiting behind it' },
  eventsCount: {
    vi: (n: number) => `${n} sự kiện`,
    en: (n: number) => (n === 1 ? '1 event' : `${n} events`),
  },
  outcomePending: {
    vi: (n: number) => `Đang thử lại ${n} sự kiện…`,
    en: (n: number) => (n === 1 ? 'Retrying 1 event…' : `Retrying ${n} events…`),
  },
  outcomeDone: {
    vi: (n: number) => `Đã xử lý xong ${n} sự kiện vừa thử lại. Sự kiện chờ phía sau được xử lý tiếp theo thứ tự.`,
    en: (n: number) =>
      `${n === 1 ? '1 retried event has' : `${n} retried events have`} been taken in. What waited behind follows in order.`,
  },
  outcomeFailed: {
    vi: (failed: number, done: number) =>
      `Vừa thử lại: ${done} sự kiện đã xong, ${failed} sự kiện vẫn chưa xử lý được. Xem nguyên nhân mới bên dưới.`,
    en: (failed: number, done: number) =>
      `Retried: ${done} taken in, ${failed} failed again. See the new reason below.`,
  },
});
