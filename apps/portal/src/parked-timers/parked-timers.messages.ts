import { defineMessages } from '../language/messages.js';

export const parkedTimersMessages = defineMessages({
  title: { vi: 'Sự cố quy trình', en: 'Process incidents' },
  lead: {
    vi: 'Những việc đến giờ mà quy trình của một hồ sơ không làm được sau nhiều lần thử. Khi nguyên nhân đã được khắc phục, cho chạy lại tại đây.',
    en: 'What the process of a dossier was to do at a set moment and could not, however often it was tried. Once the cause is mended, have it tried again here.',
  },
  allWellTitle: { vi: 'Không có sự cố nào', en: 'There are no incidents' },
  allWellText: {
    vi: 'Khi một quy trình không đi tiếp được, sự cố hiện ở đây cùng nguyên nhân; hồ sơ giữ nguyên trạng thái và không mất gì.',
    en: 'When a process cannot go on, the incident appears here with its reason; the dossier stays as it is and nothing is lost.',
  },
  kindProcess: { vi: 'Hẹn giờ trong quy trình', en: 'A timer of the process' },
  kindSilence: { vi: 'Cơ quan được hỏi không trả lời', en: 'The silence of a consulted agency' },
  kindSubDossier: { vi: 'Mở phần việc của cơ quan khác', en: 'Opening another agency’s part' },
  kindCalledOff: { vi: 'Kết thúc phần việc của cơ quan khác', en: 'Ending another agency’s part' },
  kindSupplementLapse: { vi: 'Hết hạn bổ sung hồ sơ', en: 'The lapse of a request for papers' },
  process: { vi: (code: string) => `quy trình ${code}`, en: (code: string) => `process ${code}` },
  element: { vi: 'Tại phần tử', en: 'At the element' },
  fireAt: { vi: 'Đến giờ lúc', en: 'Was due at' },
  parkedAt: { vi: 'Ngừng thử lúc', en: 'Given up at' },
  retry: { vi: 'Chạy lại', en: 'Try again' },
  retryOf: {
    vi: (what: string, code: string) => `Chạy lại: ${what}, hồ sơ ${code}`,
    en: (what: string, code: string) => `Try again: ${what}, dossier ${code}`,
  },
  retried: {
    vi: (n: number) => `Đã cho chạy lại ${n} việc`,
    en: (n: number) => (n === 1 ? 'One is being tried again' : `${n} are being tried again`),
  },
  retriedText: {
    vi: 'Việc chạy ngay trong vài giây. Nếu vẫn lỗi, hệ thống tự thử lại trong khoảng bốn phút rồi sự cố hiện lại ở đây với nguyên nhân mới.',
    en: 'It is tried within seconds. Should it fail again, it is repeated for some four minutes, then comes back here with the new reason.',
  },
});
