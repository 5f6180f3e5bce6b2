import type { HeldColumn, HeldPurpose } from '@motcua/service-kit/held-data';

/** @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP; Luật Lưu trữ 33/2024/QH15 */
const proceeding: HeldPurpose = {
  why: { vi: 'Giải quyết hồ sơ thủ tục hành chính', en: 'To decide on the dossier' },
  legalGround: {
    vi: 'Thực hiện thủ tục hành chính theo quy định của pháp luật (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, Nghị định số 356/2025/NĐ-CP)',
    en: 'An administrative procedure that the law provides for (Law 91/2025/QH15 on personal data protection, Decree 356/2025/NĐ-CP)',
  },
  keptFor: {
    vi: 'Theo thời hạn lưu trữ của loại hồ sơ (Luật Lưu trữ số 33/2024/QH15)',
    en: 'As long as archives keep a dossier of its kind (Law 33/2024/QH15 on archives)',
  },
};

const returning: HeldPurpose = {
  ...proceeding,
  why: { vi: 'Trả kết quả đúng người, đúng nơi', en: 'To hand the result to the right person, at the right place' },
};

const evaluation: HeldPurpose = {
  ...proceeding,
  why: { vi: 'Đánh giá chất lượng phục vụ', en: 'To judge the quality of the service' },
};

const receiving: HeldPurpose = {
  ...proceeding,
  why: {
    vi: 'Tiếp nhận hồ sơ từ Cổng Dịch vụ công quốc gia',
    en: 'To take in what is handed in at the National Public Service Portal',
  },
};

/** Cells that lay in the dossier until it was reopened, and are bound to it still. */
const earlierDecision = { table: 'decision_history', key: 'event_id', placeId: 'dossier_id::text' } as const;

/** What this service holds about people. */
export const heldData: readonly HeldColumn[] = [
  {
    table: 'dossier',
    column: 'submitter',
    what: {
      vi: 'Người nộp hồ sơ: họ tên, số định danh, số điện thoại, thư điện tử, địa chỉ',
      en: 'The submitter: name, identity number, telephone, e-mail, address',
    },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'dossier',
    column: 'answers',
    what: { vi: 'Nội dung tờ khai', en: 'The declaration' },
    dataClass: 'sensitive',
    purpose: proceeding,
  },
  {
    table: 'earlier_declaration',
    column: 'answers',
    what: { vi: 'Nội dung tờ khai trước khi bổ sung', en: 'The declaration before it was put right' },
    dataClass: 'sensitive',
    purpose: proceeding,
  },
  {
    table: 'dossier_file',
    column: 'name',
    key: 'file_id',
    what: { vi: 'Tên tệp đính kèm', en: 'Names of attached files' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'task',
    column: 'note',
    what: { vi: 'Ý kiến xử lý của cán bộ, công chức', en: 'What officers noted at a step' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'consultation',
    column: 'question',
    key: 'task_id',
    what: { vi: 'Nội dung lấy ý kiến cơ quan khác', en: 'What other agencies were asked' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  ...(
    [
      ['items', { vi: 'Nội dung yêu cầu bổ sung', en: 'What a supplement was asked for' }],
      ['reason', { vi: 'Lý do yêu cầu bổ sung', en: 'Why a supplement was asked for' }],
      ['override_reason', { vi: 'Lý do yêu cầu bổ sung thêm lần nữa', en: 'Why a further supplement was asked for' }],
      ['answer', { vi: 'Lời giải trình khi bổ sung', en: 'What was said with a supplement' }],
    ] as const
  ).map(([column, what]) => ({ table: 'supplement', column, what, dataClass: 'basic' as const, purpose: proceeding })),
  {
    table: 'clock_act',
    column: 'reason',
    what: { vi: 'Lý do tạm dừng, gia hạn', en: 'Why a clock was stopped or a deadline extended' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'act_note',
    column: 'note',
    key: 'event_id',
    what: { vi: 'Lý do của từng việc đã làm với hồ sơ', en: 'Why something was done to the dossier' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'dossier',
    column: 'decision_note',
    what: { vi: 'Căn cứ, ghi chú của quyết định', en: 'Grounds of the decision' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'dossier',
    column: 'receiver',
    what: { vi: 'Người nhận kết quả', en: 'Who received the result' },
    dataClass: 'basic',
    purpose: returning,
  },
  {
    table: 'dossier',
    column: 'delivery',
    what: { vi: 'Việc chuyển kết quả', en: 'How the result was delivered' },
    dataClass: 'basic',
    purpose: returning,
  },
  {
    ...earlierDecision,
    column: 'decision_note',
    place: 'dossier.decision_note',
    copiedFrom: { table: 'dossier', column: 'decision_note' },
    what: { vi: 'Căn cứ, ghi chú của quyết định trước', en: 'Grounds of an earlier decision' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    ...earlierDecision,
    column: 'receiver',
    place: 'dossier.receiver',
    copiedFrom: { table: 'dossier', column: 'receiver' },
    what: { vi: 'Người nhận kết quả trước', en: 'Who received an earlier result' },
    dataClass: 'basic',
    purpose: returning,
  },
  {
    ...earlierDecision,
    column: 'delivery',
    place: 'dossier.delivery',
    copiedFrom: { table: 'dossier', column: 'delivery' },
    what: { vi: 'Việc chuyển kết quả trước', en: 'How an earlier result was delivered' },
    dataClass: 'basic',
    purpose: returning,
  },
  {
    table: 'decision_history',
    column: 'complaint_reference',
    key: 'event_id',
    what: { vi: 'Số, ký hiệu đơn khiếu nại', en: 'The reference of a complaint' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'dossier',
    column: 'postal_address',
    what: { vi: 'Địa chỉ nhận kết quả qua bưu chính', en: 'The address to which the result is posted' },
    dataClass: 'basic',
    purpose: returning,
  },
  {
    table: 'dossier',
    column: 'closing_note',
    what: { vi: 'Lý do từ chối, rút, dừng hồ sơ', en: 'Why the dossier was refused, withdrawn or stopped' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'rating',
    column: 'comment',
    key: 'dossier_id',
    what: { vi: 'Ý kiến khi đánh giá', en: 'What was said with a rating' },
    dataClass: 'basic',
    purpose: evaluation,
  },
  {
    table: 'refund',
    column: 'reason',
    what: { vi: 'Lý do hoàn trả phí, lệ phí', en: 'Why a fee was paid back' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  {
    table: 'payment_notice',
    column: 'clearing_note',
    key: 'notice_id',
    keyType: 'text',
    what: { vi: 'Ghi chú đối soát thanh toán', en: 'What was noted when a payment was settled' },
    dataClass: 'basic',
    purpose: proceeding,
  },
  ...(['portal_arrival', 'portal_follow_up'] as const).map((table): HeldColumn => ({
    table,
    column: 'content',
    key: 'number',
    keyType: 'text',
    what:
      table === 'portal_arrival'
        ? {
            vi: 'Hồ sơ đã nhận từ Cổng, trước khi lập hồ sơ ở tỉnh',
            en: 'A dossier from the portal, before it is one of the province',
          }
        : {
            vi: 'Bổ sung, rút, sửa hồ sơ nhận từ Cổng',
            en: 'Supplements, withdrawals and corrections from the portal',
          },
    dataClass: 'sensitive',
    purpose: receiving,
  })),
];
