import type { HeldColumn } from '@motcua/service-kit/held-data';

/**
 * What this service holds about people, beside the files themselves.
 * @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Luật Lưu trữ 33/2024/QH15
 */
export const heldData: readonly HeldColumn[] = [
  {
    table: 'stored_file',
    column: 'name',
    what: { vi: 'Tên tệp được tải lên hoặc lập ra', en: 'Names of files that were uploaded or made' },
    dataClass: 'basic',
    purpose: {
      why: { vi: 'Lưu thành phần hồ sơ và kết quả', en: 'To keep the papers of dossiers and their results' },
      legalGround: {
        vi: 'Thực hiện thủ tục hành chính theo quy định của pháp luật (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15)',
        en: 'An administrative procedure that the law provides for (Law 91/2025/QH15 on personal data protection)',
      },
      keptFor: {
        vi: 'Theo thời hạn lưu trữ của loại hồ sơ (Luật Lưu trữ số 33/2024/QH15); tệp không thuộc hồ sơ nào: 24 giờ',
        en: 'As long as archives keep a dossier of its kind (Law 33/2024/QH15 on archives); a file of no dossier: 24 hours',
      },
    },
  },
];
