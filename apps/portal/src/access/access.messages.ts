import { defineMessages } from '../language/messages.js';

export const accessMessages = defineMessages({
  show: { vi: 'Vì sao tôi được, hoặc không được…', en: 'Why I may, or may not…' },
  hide: { vi: 'Ẩn lý do', en: 'Hide the reasons' },
  region: { vi: 'Quyền của tôi với hồ sơ này', en: 'What I may do with this dossier' },
  sees: { vi: 'Xem hồ sơ', en: 'See the dossier' },
  step: { vi: (name: string) => `Thực hiện bước “${name}”`, en: (name: string) => `Do the step “${name}”` },
  may: { vi: 'Được', en: 'Yes' },
  mayNot: { vi: 'Không được', en: 'No' },
});
