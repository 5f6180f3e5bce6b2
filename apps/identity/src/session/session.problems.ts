import { problem } from '@motcua/service-kit/errors';

/** No such account, a disabled one, or a wrong password: nobody is told which. */
export class SignInFailed extends problem('sign-in-failed', 401, {
  vi: {
    title: 'Đăng nhập không thành công',
    detail: 'Tên đăng nhập (số định danh cá nhân) hoặc mật khẩu không đúng.',
  },
  en: { title: 'Sign-in failed', detail: 'The user name (personal identity number) or the password is not right.' },
}) {}
