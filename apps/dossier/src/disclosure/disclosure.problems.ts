import { problem } from '@motcua/service-kit/errors';

/** The caller may read the dossier, but has no business with what is hidden of it. */
export class DisclosureNotYours extends problem('disclosure-not-yours', 403, {
  vi: {
    title: 'Bạn không được xem đầy đủ',
    detail:
      'Chỉ người đang xử lý hồ sơ, nơi tiếp nhận hồ sơ và người kiểm tra được xem đầy đủ dữ liệu cá nhân của hồ sơ này.',
  },
  en: {
    title: 'Not yours to see in full',
    detail:
      'Only those who have the dossier to do, the counter that took it in and inspectors see its personal data in full.',
  },
}) {}
