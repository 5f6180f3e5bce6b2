import { problem } from '@motcua/service-kit/errors';

/** Not the code that is shown now, one that was used, or none of the codes on paper that are left. */
export class CodeNotRight extends problem('code-not-right', 422, {
  vi: { title: 'Mã chưa đúng', detail: 'Mã chưa đúng, đã hết hạn hoặc đã dùng rồi. Hãy xem mã mới nhất rồi nhập lại.' },
  en: {
    title: 'The code is not right',
    detail: 'The code is wrong, too old, or was used before. Look at the newest one and enter it again.',
  },
}) {}

/** What the device signed does not fit: another challenge, another site, another key, or a counter that went back. */
export class PasskeyNotRight extends problem('passkey-not-right', 422, {
  vi: {
    title: 'Chưa xác nhận được bằng khóa truy cập',
    detail: 'Thiết bị chưa xác nhận được, hoặc đã chờ quá lâu. Vui lòng thử lại.',
  },
  en: {
    title: 'The passkey did not work',
    detail: 'The device did not confirm it, or too much time has passed. Please try again.',
  },
}) {}

/** An application is set up already. It is removed first, so that nobody replaces it unseen. */
export class TotpSetUpAlready extends problem('totp-set-up-already', 409, {
  vi: {
    title: 'Đã có ứng dụng tạo mã',
    detail: 'Tài khoản đã có ứng dụng tạo mã. Hãy xóa cái cũ trước khi thêm cái mới.',
  },
  en: {
    title: 'An application is set up already',
    detail: 'The account has an authenticator application. Remove it before you add another one.',
  },
}) {}

/** Without this one the person could not do what their role asks for. */
export class SecondFactorNeeded extends problem('second-factor-needed', 409, {
  vi: {
    title: 'Chưa xóa được cách xác nhận này',
    detail: 'Chức vụ của bạn cần một bước xác nhận thứ hai. Hãy thêm một cách khác trước khi xóa cách này.',
  },
  en: {
    title: 'This cannot be removed yet',
    detail: 'Your position asks for a second step. Add another way before you remove this one.',
  },
}) {}
