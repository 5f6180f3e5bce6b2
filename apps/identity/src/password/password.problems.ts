import { problem } from '@motcua/service-kit/errors';

/** The password that was asked for once more is not right. */
export class PasswordNotRight extends problem('password-not-right', 422, {
  vi: { title: 'Mật khẩu hiện tại chưa đúng', detail: 'Mật khẩu hiện tại chưa đúng. Hãy kiểm tra rồi nhập lại.' },
  en: { title: 'The present password is not right', detail: 'Check your present password and enter it again.' },
}) {}

/** The password stands in a list of those that attackers try first. */
export class PasswordBreached extends problem('password-breached', 422, {
  vi: {
    title: 'Mật khẩu này dễ bị đoán',
    detail:
      'Mật khẩu này đã bị lộ hoặc quá phổ biến. Hãy chọn một mật khẩu khác, ví dụ vài từ không liên quan đến nhau.',
  },
  en: {
    title: 'This password is easy to guess',
    detail:
      'This password was leaked before or is very common. Choose another one, such as a few words that have nothing to do with one another.',
  },
}) {}

/** The password of a demonstration account is everybody's. */
export class PasswordOfDemonstration extends problem('password-of-demonstration', 409, {
  vi: { title: 'Tài khoản dùng thử', detail: 'Tài khoản dùng thử là của chung nên không đổi mật khẩu được.' },
  en: {
    title: 'A demonstration account',
    detail: 'A demonstration account is shared, so its password cannot be changed.',
  },
}) {}
