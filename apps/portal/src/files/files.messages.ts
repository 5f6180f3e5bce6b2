import { defineMessages } from '../language/messages.js';

export const filesMessages = defineMessages({
  uploading: { vi: (percent: string) => `Đang tải lên ${percent}`, en: (percent: string) => `Uploading ${percent}` },
  stored: { vi: 'Đã tải lên', en: 'Uploaded' },
  fingerprint: { vi: 'Dấu vân tay SHA-256', en: 'SHA-256 fingerprint' },
  remove: { vi: (name: string) => `Bỏ tệp ${name}`, en: (name: string) => `Remove ${name}` },
  retry: { vi: 'Tải lại', en: 'Upload again' },
  tooLarge: {
    vi: 'Tệp lớn hơn 20 MB. Hãy giảm độ phân giải rồi quét lại.',
    en: 'The file is over 20 MB. Scan it again at a lower resolution.',
  },
  mismatch: {
    vi: 'Nội dung tệp không đúng như tên của nó. Hãy xuất lại thành PDF, JPEG, PNG hoặc DOCX.',
    en: 'The content is not what the name says. Export it again as PDF, JPEG, PNG or DOCX.',
  },
  wrongKind: { vi: 'Chỉ nhận tệp PDF, JPEG, PNG hoặc DOCX.', en: 'Only PDF, JPEG, PNG or DOCX files are taken.' },
  failed: {
    vi: 'Chưa tải lên được. Tệp vẫn ở máy của bạn; hãy thử lại.',
    en: 'The upload failed. Your file is still on your device; try again.',
  },
  hint: { vi: 'PDF, JPEG, PNG hoặc DOCX, mỗi tệp tối đa 20 MB', en: 'PDF, JPEG, PNG or DOCX, up to 20 MB each' },
  preview: { vi: (name: string) => `Xem ${name}`, en: (name: string) => `Look at ${name}` },
  openInTab: { vi: 'Mở trong thẻ mới', en: 'Open in a new tab' },
  download: { vi: 'Tải về', en: 'Download' },
  receipt: { vi: 'Giấy tiếp nhận và hẹn trả kết quả (PDF)', en: 'Receipt and appointment (PDF)' },
});
