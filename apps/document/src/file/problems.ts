import { problem } from '@motcua/service-kit/errors';

/** The content is not what the name or the declared type says. */
export class FileContentMismatch extends problem('file-content-mismatch', 415, {
  vi: {
    title: 'Nội dung tệp không khớp',
    detail: 'Nội dung của tệp không đúng với phần mở rộng hoặc kiểu tệp đã khai báo.',
  },
  en: {
    title: 'The file is not what it says',
    detail: 'The content of the file does not agree with the extension of its name or with its declared type.',
  },
}) {}

/** The file is of a type that is not stored. */
export class FileTypeNotAllowed extends problem('file-type-not-allowed', 415, {
  vi: { title: 'Loại tệp không được nhận', detail: 'Hệ thống không nhận loại tệp này.' },
  en: { title: 'File type not accepted', detail: 'Files of this type are not accepted.' },
}) {}

/** There is nothing in the file. */
export class FileEmpty extends problem('file-empty', 422, {
  vi: { title: 'Tệp rỗng', detail: 'Tệp không có nội dung. Vui lòng chọn tệp khác.' },
  en: { title: 'The file is empty', detail: 'There is nothing in the file. Please choose another.' },
}) {}

/** The sender broke off before the whole file had come. */
export class UploadBrokenOff extends problem('upload-broken-off', 400, {
  vi: { title: 'Tải lên bị gián đoạn', detail: 'Tệp chưa được gửi đủ. Vui lòng tải lên lại.' },
  en: { title: 'The upload broke off', detail: 'The file did not arrive as a whole. Please upload it again.' },
}) {}

/** The owner has uploaded as much as may wait for a dossier. */
export class TooMuchUnclaimed extends problem<{ limitBytes: number }>('too-much-unclaimed', 429, {
  vi: {
    title: 'Đã tải lên quá nhiều tệp',
    detail: ({ limitBytes }) =>
      `Các tệp đã tải lên mà chưa nộp cùng hồ sơ nào vượt quá ${limitBytes.toLocaleString('vi')} byte. Vui lòng nộp hồ sơ trước khi tải thêm.`,
  },
  en: {
    title: 'Too many files uploaded',
    detail: ({ limitBytes }) =>
      `Files that you uploaded and filed with no dossier yet exceed ${limitBytes.toLocaleString('en')} bytes. Please submit before you upload more.`,
  },
}) {}

/** The National Public Service Portal names a file that it does not have, or that lies elsewhere. */
export class PortalFileMissing extends problem('portal-file-missing', 422, {
  vi: { title: 'Cổng không có tệp', detail: 'Cổng Dịch vụ công quốc gia nêu tên một tệp nhưng không có tệp đó.' },
  en: {
    title: 'The portal has no such file',
    detail: 'The National Public Service Portal names a file that it does not have.',
  },
}) {}

/** The address of the National Public Service Portal is not set for this service. */
export class PortalNotConnected extends problem('portal-not-connected', 422, {
  vi: { title: 'Chưa kết nối Cổng', detail: 'Dịch vụ tài liệu chưa được cấu hình địa chỉ Cổng Dịch vụ công quốc gia.' },
  en: {
    title: 'The portal is not connected',
    detail: 'The document service has no address of the National Public Service Portal.',
  },
}) {}
