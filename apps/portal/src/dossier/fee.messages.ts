import { defineMessages } from '../language/messages.js';

export const feeMessages = defineMessages({
  fees: { vi: 'Phí, lệ phí', en: 'Fees' },
  none: { vi: 'Không thu', en: 'Nothing to pay' },
});
