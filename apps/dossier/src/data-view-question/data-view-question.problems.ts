import { problem } from '@motcua/service-kit/errors';

/** The person has asked about this look already. */
export class DataViewQuestioned extends problem<{ trackingNumber: string }>('data-view-questioned', 409, {
  vi: {
    title: 'Đã hỏi về lần xem này',
    detail: ({ trackingNumber }) => `Bạn đã hỏi về lần xem này bằng hồ sơ ${trackingNumber}.`,
  },
  en: {
    title: 'You have asked about this look',
    detail: ({ trackingNumber }) => `You have asked about this look by the dossier ${trackingNumber}.`,
  },
}) {}

/** The province has no procedure by which people ask who looked. */
export class QuestionsNotOffered extends problem('data-view-questions-not-offered', 409, {
  vi: { title: 'Chưa nhận yêu cầu giải trình', detail: 'Tỉnh chưa nhận yêu cầu giải trình việc xem dữ liệu ở đây.' },
  en: { title: 'Not offered here', detail: 'The province does not take such questions here.' },
}) {}
