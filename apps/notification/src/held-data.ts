import type { HeldColumn } from '@motcua/service-kit/held-data';

/**
 * What this service holds about people.
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15
 */
export const heldData: readonly HeldColumn[] = [
  {
    table: 'message',
    column: 'text_sealed',
    place: 'message.text',
    what: { vi: 'Thông báo có nội dung riêng', en: 'Messages with words meant for one person' },
    dataClass: 'basic',
    purpose: {
      why: {
        vi: 'Báo cho người nộp hồ sơ về từng việc của hồ sơ',
        en: 'To tell people about each turn of their dossiers',
      },
      legalGround: {
        vi: 'Thực hiện thủ tục hành chính theo quy định của pháp luật (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15)',
        en: 'An administrative procedure that the law provides for (Law 91/2025/QH15 on personal data protection)',
      },
      keptFor: { vi: 'Cùng thời hạn với hồ sơ', en: 'As long as the dossier' },
    },
  },
];
