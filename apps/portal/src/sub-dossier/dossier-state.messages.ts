import { defineMessages } from '../language/messages.js';

/** The states of a dossier, in the fewest words. */
export const dossierStateMessages = defineMessages({
  submitted: { vi: 'chờ tiếp nhận', en: 'waiting to be accepted' },
  inProcess: { vi: 'đang giải quyết', en: 'being processed' },
  decided: { vi: 'đã có kết quả', en: 'decided' },
  returned: { vi: 'đã trả kết quả', en: 'handed over' },
  rejected: { vi: 'không được tiếp nhận', en: 'not taken in' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  stopped: { vi: 'đã dừng giải quyết', en: 'ended' },
  refused: { vi: 'bị từ chối', en: 'refused' },
});
