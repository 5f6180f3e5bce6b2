import { defineMessages } from '../language/messages.js';

export const consultationMessages = defineMessages({
  title: { vi: 'Lấy ý kiến', en: 'Opinions' },
  count: {
    vi: (answered: number, all: number) => `${answered}/${all} cơ quan đã trả lời`,
    en: (answered: number, all: number) => `${answered} of ${all} answered`,
  },
  open: { vi: 'chờ trả lời', en: 'waiting for the answer' },
  answered: { vi: 'đã trả lời', en: 'answered' },
  lapsed: { vi: 'không trả lời', en: 'silent' },
  withdrawn: { vi: 'đã rút câu hỏi', en: 'question withdrawn' },
  asked: { vi: (when: string) => `Hỏi lúc ${when}`, en: (when: string) => `Asked at ${when}` },
  until: { vi: (when: string) => `trả lời trước ${when}`, en: (when: string) => `answer by ${when}` },
  answeredAt: { vi: (when: string) => `trả lời lúc ${when}`, en: (when: string) => `answered at ${when}` },
  silence: {
    vi: (opinion: string) => `Hết hạn mà không trả lời, được coi là: ${opinion}.`,
    en: (opinion: string) => `There was no answer in time, which counts as: ${opinion}.`,
  },
  withdraw: { vi: 'Rút câu hỏi', en: 'Withdraw the question' },
  withdrawOf: {
    vi: (agency: string) => `Rút câu hỏi gửi ${agency}`,
    en: (agency: string) => `Withdraw the question to ${agency}`,
  },
  withdrawDone: { vi: 'Đã rút câu hỏi', en: 'The question is withdrawn' },
});
