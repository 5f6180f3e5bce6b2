import { defineMessages } from '../language/messages.js';

export const heldDataMessages = defineMessages({
  title: { vi: 'Dữ liệu cá nhân được lưu giữ', en: 'Personal data that is kept' },
  lead: {
    vi: 'Hệ thống một cửa lưu những dữ liệu nào về mỗi người, để làm gì, theo căn cứ nào và trong bao lâu. Mọi dữ liệu dưới đây đều được mã hóa.',
    en: 'What the one-stop-shop keeps about people, what for, on what ground and for how long. All of it is encrypted.',
  },
  what: { vi: 'Dữ liệu', en: 'Data' },
  dataClass: { vi: 'Loại', en: 'Class' },
  basic: { vi: 'Cơ bản', en: 'Basic' },
  sensitive: { vi: 'Có thể có dữ liệu nhạy cảm', en: 'May hold sensitive data' },
  secret: { vi: 'Khóa, mã', en: 'Keys and codes' },
  legalGround: { vi: 'Căn cứ', en: 'Ground' },
  keptFor: { vi: 'Thời hạn', en: 'Kept' },
  whoLooked: { vi: 'Xem ai đã xem dữ liệu của tôi', en: 'See who looked at my data' },
  sealingTitle: { vi: 'Đổi khóa mã hóa', en: 'Change of the encryption key' },
  sealingLead: {
    vi: 'Sau khi đổi khóa, dữ liệu cũ được mã hóa lại trong khi hệ thống vẫn chạy. Chỉ hủy khóa cũ khi mọi dịch vụ đã xong.',
    en: 'After a change of the key, older data is encrypted anew while the platform runs. Destroy the old key only when every service is done.',
  },
  service: { vi: 'Dịch vụ', en: 'Service' },
  currentKey: { vi: 'Khóa hiện hành', en: 'Current key' },
  resealed: { vi: 'Ô đã mã hóa lại', en: 'Cells encrypted anew' },
  state: { vi: 'Tình trạng', en: 'State' },
  clean: { vi: 'Đã xong', en: 'Done' },
  underWay: { vi: 'Đang thực hiện', en: 'Under way' },
  identity: { vi: 'Định danh', en: 'Identity' },
  dossier: { vi: 'Hồ sơ', en: 'Dossiers' },
  document: { vi: 'Tài liệu', en: 'Documents' },
  notification: { vi: 'Thông báo', en: 'Messages' },
});
