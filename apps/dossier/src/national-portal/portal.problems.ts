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

/** A supplement or withdrawal from the portal is not of the shape that is configured. */
export class PortalFollowUpUnreadable extends problem('portal-follow-up-unreadable', 422, {
  vi: {
    title: 'Không đọc được nội dung từ Cổng',
    detail: 'Dữ liệu Cổng gửi thiếu hoặc không đúng dạng đã cấu hình. Xem từng mục được nêu.',
  },
  en: {
    title: 'What the portal sent cannot be read',
    detail: 'It is missing something or is not of the configured shape. See each entry.',
  },
}) {}

/** It is about a dossier that the portal never handed over. */
export class PortalDossierUnknown extends problem<{ number: string }>('portal-dossier-unknown', 404, {
  vi: {
    title: 'Không có hồ sơ này',
    detail: ({ number }) => `Cổng chưa từng chuyển hồ sơ số ${number} đến hệ thống.`,
  },
  en: {
    title: 'There is no such dossier',
    detail: ({ number }) => `The portal has never handed over a dossier of the number ${number}.`,
  },
}) {}

/** It names a request that was never made of this dossier. */
export class SupplementRequestUnknown extends problem('supplement-request-unknown', 404, {
  vi: {
    title: 'Không có yêu cầu bổ sung này',
    detail: 'Hồ sơ không có yêu cầu bổ sung được nêu. Chưa có gì được thêm vào hồ sơ.',
  },
  en: {
    title: 'There is no such request',
    detail: 'The dossier has no supplement request of this name. Nothing was added to it.',
  },
}) {}

/** Somebody brought it before, here or at a counter. */
export class SupplementRequestAnswered extends problem('supplement-request-answered', 409, {
  vi: {
    title: 'Yêu cầu đã được bổ sung',
    detail: 'Yêu cầu bổ sung này đã được trả lời trước đó. Chưa có gì được thêm vào hồ sơ.',
  },
  en: {
    title: 'The request was answered before',
    detail: 'What was asked for had been brought before. Nothing was added to the dossier.',
  },
}) {}

/** It was given after the request had lapsed. */
export class SupplementRequestLapsed extends problem('supplement-request-lapsed', 409, {
  vi: {
    title: 'Đã hết thời hạn bổ sung',
    detail: 'Phần bổ sung được gửi sau thời hạn; hồ sơ đã dừng giải quyết. Có thể nộp hồ sơ mới bất cứ lúc nào.',
  },
  en: {
    title: 'The time to supplement is over',
    detail: 'It was given after its time, and the dossier is closed. A new one can be handed in at any time.',
  },
}) {}

/** It was given in time and came late, and the dossier has moved on since it closed: a person has to decide. */
export class LapseNotUndone extends problem('lapse-not-undone', 409, {
  vi: {
    title: 'Bổ sung đúng hạn nhưng đến muộn',
    detail:
      'Công dân bổ sung trên Cổng đúng hạn, nhưng hệ thống nhận được khi hồ sơ đã dừng giải quyết và đã có việc khác diễn ra sau đó. Cơ quan cần liên hệ công dân; hồ sơ nộp lại không được coi là chậm bổ sung.',
  },
  en: {
    title: 'Given in time, but come late',
    detail:
      'The citizen gave it at the portal in time, but it came here after the dossier had closed and something else had happened since. The agency has to get in touch with the citizen; it is not the citizen who was late.',
  },
}) {}
