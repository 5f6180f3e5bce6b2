import { problem } from '@motcua/service-kit/errors';

/** What the portal handed over is not of the shape that is configured. */
export class PortalDossierUnreadable extends problem('portal-dossier-unreadable', 422, {
  vi: {
    title: 'Không đọc được hồ sơ từ Cổng',
    detail: 'Dữ liệu Cổng gửi thiếu hoặc không đúng dạng đã cấu hình. Xem từng mục được nêu.',
  },
  en: {
    title: 'The portal’s dossier cannot be read',
    detail: 'What the portal sent is missing something or is not of the configured shape. See each entry.',
  },
}) {}

/** Files of the portal's dossier break the rules for files. */
export class PortalFilesRefused extends problem('portal-files-refused', 422, {
  vi: { title: 'Tệp từ Cổng không hợp lệ', detail: 'Một số tệp của hồ sơ không nhận được. Xem từng tệp được nêu.' },
  en: {
    title: 'Files of the portal are not valid',
    detail: 'Some files of the dossier cannot be taken. See each file.',
  },
}) {}

/** Dossiers are handed in elsewhere; the problem says where. */
export class HandedInElsewhere extends problem<{ redirect: string | undefined }>('handed-in-elsewhere', 403, {
  vi: {
    title: 'Nộp hồ sơ tại Cổng Dịch vụ công quốc gia',
    detail: ({ redirect }) =>
      `Hồ sơ trực tuyến được nộp tại Cổng Dịch vụ công quốc gia${redirect ? `: ${redirect}` : ''}. Chưa có gì được nộp ở đây.`,
  },
  en: {
    title: 'Hand in at the National Public Service Portal',
    detail: ({ redirect }) =>
      `Dossiers are handed in online at the National Public Service Portal${redirect ? `: ${redirect}` : ''}. Nothing was handed in here.`,
  },
}) {}

/** These pages are closed; the problem says where to follow a dossier. */
export class FollowedElsewhere extends problem<{ redirect: string | undefined }>('followed-elsewhere', 403, {
  vi: {
    title: 'Tra cứu tại Cổng Dịch vụ công quốc gia',
    detail: ({ redirect }) => `Hồ sơ được theo dõi tại Cổng Dịch vụ công quốc gia${redirect ? `: ${redirect}` : ''}.`,
  },
  en: {
    title: 'Follow it at the National Public Service Portal',
    detail: ({ redirect }) =>
      `Dossiers are followed at the National Public Service Portal${redirect ? `: ${redirect}` : ''}.`,
  },
}) {}
