import type { HeldColumn, HeldPurpose } from '@motcua/service-kit/held-data';

/** @source Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP */
const account: HeldPurpose = {
  why: {
    vi: 'Nhận biết người dùng khi đăng nhập và khi giải quyết hồ sơ',
    en: 'To know who signs in and whose dossier it is',
  },
  legalGround: {
    vi: 'Thực hiện thủ tục hành chính theo quy định của pháp luật (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, Nghị định số 356/2025/NĐ-CP)',
    en: 'An administrative procedure that the law provides for (Law 91/2025/QH15 on personal data protection, Decree 356/2025/NĐ-CP)',
  },
  keptFor: {
    vi: 'Khi tài khoản còn, và theo thời hạn lưu trữ của hồ sơ liên quan',
    en: 'While there is the account, and as long as archives keep its dossiers',
  },
};

const contact: HeldPurpose = {
  ...account,
  why: { vi: 'Liên hệ với người nộp hồ sơ', en: 'To reach who handed in a dossier' },
};

const duty: HeldPurpose = {
  why: { vi: 'Cho biết ai đã làm việc gì với hồ sơ', en: 'To say who did what to a dossier' },
  legalGround: {
    vi: 'Trách nhiệm giải trình của cơ quan nhà nước khi giải quyết thủ tục hành chính',
    en: 'Agencies answer for what they do in administrative procedures',
  },
  keptFor: { vi: 'Cùng thời hạn với hồ sơ đã xử lý', en: 'As long as the dossiers that they worked on' },
};

const signIn: HeldPurpose = {
  why: { vi: 'Bảo vệ việc đăng nhập', en: 'To protect the sign-in' },
  legalGround: {
    vi: 'Bảo đảm an toàn hệ thống thông tin (Nghị định số 85/2016/NĐ-CP)',
    en: 'Security of information systems (Decree 85/2016/NĐ-CP)',
  },
  keptFor: { vi: 'Đến khi người dùng gỡ bỏ', en: 'Until the person removes it' },
};

/** What this service holds about people, and what it keeps sealed beside that. */
export const heldData: readonly HeldColumn[] = [
  {
    table: 'citizen',
    column: 'identity_number',
    what: { vi: 'Số định danh cá nhân của công dân', en: 'Personal identification number of citizens' },
    dataClass: 'basic',
    purpose: account,
  },
  {
    table: 'citizen',
    column: 'full_name',
    what: { vi: 'Họ và tên của công dân', en: 'Names of citizens' },
    dataClass: 'basic',
    purpose: account,
  },
  {
    table: 'citizen',
    column: 'date_of_birth',
    what: { vi: 'Ngày sinh của công dân', en: 'Dates of birth of citizens' },
    dataClass: 'basic',
    purpose: account,
  },
  {
    table: 'citizen',
    column: 'phone',
    what: { vi: 'Số điện thoại của công dân', en: 'Telephone numbers of citizens' },
    dataClass: 'basic',
    purpose: contact,
  },
  {
    table: 'citizen',
    column: 'email',
    what: { vi: 'Địa chỉ thư điện tử của công dân', en: 'E-mail addresses of citizens' },
    dataClass: 'basic',
    purpose: contact,
  },
  {
    table: 'officer',
    column: 'full_name',
    what: { vi: 'Họ và tên của cán bộ, công chức, viên chức', en: 'Names of officers' },
    dataClass: 'basic',
    purpose: duty,
  },
  {
    table: 'totp',
    column: 'secret',
    key: 'subject_id',
    what: { vi: 'Khóa của ứng dụng xác thực', en: 'The secret of an authenticator application' },
    dataClass: 'secret',
    purpose: signIn,
  },
  {
    table: 'signing_key',
    column: 'private_jwk',
    key: 'kid',
    keyType: 'text',
    what: { vi: 'Khóa ký mã truy cập của hệ thống', en: 'Keys by which the platform signs tokens' },
    dataClass: 'secret',
    purpose: { ...signIn, keptFor: { vi: 'Đến khi khóa được thay', en: 'Until another key follows' } },
  },
  {
    table: 'openid_state',
    column: 'payload',
    // Hashes of random names: no two kinds share one.
    key: 'id_hash',
    keyType: 'bytea',
    placeId: `kind || ':' || encode(id_hash, 'hex')`,
    what: {
      vi: 'Ứng dụng nào được phép thay mặt người dùng, và mã đã cấp',
      en: 'Which applications may act for a person, and what they were given',
    },
    dataClass: 'secret',
    purpose: {
      ...signIn,
      keptFor: {
        vi: 'Đến khi hết hạn, chậm nhất mười bốn ngày',
        en: 'Until it expires, after fourteen days at the latest',
      },
    },
  },
];
