import { defineMessages } from '../language/messages.js';

/** The kinds of copy that a procedure may ask for, by their code. */
export const copyKindMessages = defineMessages({
  original: { vi: 'bản chính', en: 'original' },
  certifiedCopy: { vi: 'bản sao chứng thực', en: 'certified copy' },
  photocopy: { vi: 'bản chụp', en: 'photocopy' },
  electronic: { vi: 'bản điện tử', en: 'electronic' },
});
