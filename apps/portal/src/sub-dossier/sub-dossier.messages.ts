import { defineMessages } from '../language/messages.js';

export const subDossierMessages = defineMessages({
  parts: { vi: 'Phần việc của từng cơ quan', en: 'The part of each agency' },
  partsLead: {
    vi: 'Mỗi cơ quan giải quyết phần của mình trong thời hạn riêng; nộp một lần, không phải nộp lại.',
    en: 'Each agency does its part in its own time; everything was handed in once.',
  },
  at: {
    vi: (agency: string, state: string) => `${agency}: ${state}`,
    en: (agency: string, state: string) => `${agency}: ${state}`,
  },
  partOf: { vi: 'Là một phần của hồ sơ liên thông', en: 'Part of the interconnected dossier' },
});
