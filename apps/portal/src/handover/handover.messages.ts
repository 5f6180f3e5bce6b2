import { defineMessages } from '../language/messages.js';

export const handoverMessages = defineMessages({
  way: { vi: 'Cách trả kết quả', en: 'How it is handed over' },
  counter: { vi: 'Trả tại quầy', en: 'At the counter' },
  postal: { vi: 'Gửi bưu điện', en: 'By post' },
  receiver: { vi: 'Người nhận kết quả', en: 'Received by' },
  identityNumber: { vi: 'Số định danh người nhận', en: 'Identity number of the receiver' },
  relation: { vi: 'Người nhận là', en: 'The receiver is' },
  holder: { vi: 'Chính người nộp hồ sơ', en: 'The applicant' },
  authorised: { vi: 'Người được ủy quyền', en: 'Somebody authorised' },
  authorisation: { vi: 'Số, ngày giấy ủy quyền', en: 'Number and date of the authorisation' },
  postalItem: { vi: 'Số hiệu bưu gửi', en: 'Number of the postal item' },
  originalsChecked: {
    vi: 'Đã đối chiếu bản chính khi trả kết quả',
    en: 'The originals were compared at the handover',
  },
  fullNameFault: { vi: 'Vui lòng nhập người nhận.', en: 'Please say who receives it.' },
  identityNumberFault: { vi: 'Số định danh có 12 chữ số.', en: 'An identity number has 12 digits.' },
  authorisationFault: {
    vi: 'Vui lòng nhập số, ngày giấy ủy quyền.',
    en: 'Please give the number and date of the authorisation.',
  },
  postalItemFault: { vi: 'Vui lòng nhập số hiệu bưu gửi.', en: 'Please give the number of the postal item.' },
});
