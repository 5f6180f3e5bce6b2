import { defineMessages } from '../language/messages.js';

export const formMessages = defineMessages({
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
  notAnswered: { vi: 'Không khai', en: 'Not given' },
});
