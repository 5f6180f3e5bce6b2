import { problem } from '@motcua/service-kit/errors';

/** The files are no province that could be applied; one fault for each place, `file:line`. */
export class PackInvalid extends problem('pack-invalid', 422, {
  vi: {
    title: 'Gói dữ liệu tỉnh có lỗi',
    detail: 'Không áp dụng được. Vui lòng sửa các lỗi được nêu theo tệp và dòng.',
  },
  en: {
    title: 'The province has faults',
    detail: 'It was not applied. Please correct the faults, named by file and line.',
  },
}) {}

/** A province with invented accounts, whose password everybody knows, on a platform that is not for demonstration. */
export class DemoRefused extends problem('demo-refused', 422, {
  vi: {
    title: 'Không nhận tài khoản dùng thử',
    detail: 'Gói dữ liệu có tài khoản dùng thử (demo/accounts.yaml), nhưng hệ thống không chạy ở chế độ dùng thử.',
  },
  en: {
    title: 'Demonstration accounts are refused',
    detail:
      'The province has demonstration accounts (demo/accounts.yaml), but the platform is not in demonstration mode.',
  },
}) {}

/** Another province came into force while this one was being prepared. */
export class PackSuperseded extends problem('pack-superseded', 409, {
  vi: {
    title: 'Một gói dữ liệu khác vừa được áp dụng',
    detail: 'Một gói dữ liệu khác vừa có hiệu lực trong lúc chuẩn bị. Vui lòng xem lại thay đổi rồi áp dụng lại.',
  },
  en: {
    title: 'Another province was applied meanwhile',
    detail: 'Another one came into force during the preparation. Please look at the changes and apply again.',
  },
}) {}

/** A version that would begin when the newest one does, or before. */
export class VersionTooEarly extends problem('version-too-early', 422, {
  vi: { title: 'Ngày áp dụng quá sớm', detail: 'Phiên bản mới phải bắt đầu sau phiên bản mới nhất.' },
  en: { title: 'The version begins too early', detail: 'A new version begins after the newest one.' },
}) {}

/** The province in force was applied by a release that did not keep its files. */
export class PackFilesUnknown extends problem('pack-files-unknown', 409, {
  vi: {
    title: 'Chưa có tệp của gói dữ liệu đang áp dụng',
    detail: 'Vui lòng áp dụng lại gói dữ liệu của tỉnh một lần (motcua pack apply), rồi nhập bản vẽ.',
  },
  en: {
    title: 'The files of the province in force are not there',
    detail: 'Please apply the province once more (motcua pack apply), then import the drawing.',
  },
}) {}
