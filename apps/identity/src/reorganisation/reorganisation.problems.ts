import { problem } from '@motcua/service-kit/errors';

/** Something was done under the new order, and would hang in the air without it. */
export class ReorganisationInUse extends problem<{ code: string; act: string; dossier: string; agencyCode: string }>(
  'reorganisation-in-use',
  409,
  {
    vi: {
      title: 'Không thể hoàn tác việc sắp xếp',
      detail: ({ code, act, dossier, agencyCode }) =>
        `Phương án ${code} không còn hoàn tác được: cơ quan mới ${agencyCode} đã có thao tác "${act}" trên hồ sơ ${dossier}.`,
    },
    en: {
      title: 'The reorganisation cannot be undone',
      detail: ({ code, act, dossier, agencyCode }) =>
        `${code} cannot be undone any more: "${act}" was done on dossier ${dossier} under the new agency ${agencyCode}.`,
    },
  },
) {}

/** Only what has not begun, or what can be undone, may be put off; and to a day that is still to come. */
export class DayNotToCome extends problem('reorganisation-day-not-to-come', 422, {
  vi: { title: 'Ngày không hợp lệ', detail: 'Ngày sắp xếp mới phải sau hôm nay.' },
  en: { title: 'The day is not to come', detail: 'The new day of the reorganisation must be after today.' },
}) {}
