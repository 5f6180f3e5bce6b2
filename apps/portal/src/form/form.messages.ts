import { defineMessages } from '../language/messages.js';

export const formMessages = defineMessages({
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
  putRightAt: { vi: (at: string) => `Đã sửa lúc ${at}`, en: (at: string) => `Put right on ${at}` },
  changes: { vi: 'Những mục đã sửa', en: 'What was put right' },
  field: { vi: 'Mục', en: 'Field' },
  before: { vi: 'Khai trước đó', en: 'Declared before' },
  after: { vi: 'Sửa thành', en: 'Put right as' },
  notAnswered: { vi: 'Không khai', en: 'Not given' },
});
