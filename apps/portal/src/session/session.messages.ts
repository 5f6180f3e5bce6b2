import { defineMessages } from '../language/messages.js';

export const sessionMessages = defineMessages({
  title: { vi: 'Đăng nhập', en: 'Sign in' },
  lead: {
    vi: 'Công dân dùng số định danh cá nhân; cán bộ dùng tên đăng nhập.',
    en: 'Citizens use their personal identity number; officers use their user name.',
  },
  identifier: { vi: 'Số định danh hoặc tên đăng nhập', en: 'Identity number or user name' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  showPassword: { vi: 'Hiện mật khẩu', en: 'Show the password' },
  noWayIn: { vi: 'Không vào được?', en: 'Cannot get in?' },
  forgottenPassword: {
    vi: 'Quên mật khẩu: công dân mang giấy tờ tùy thân đến bộ phận một cửa gần nhất; cán bộ gặp quản trị viên của cơ quan.',
    en: 'Forgotten password: citizens bring their identity card to the nearest one-stop counter; officers see their administrator.',
  },
  lostTelephone: {
    vi: 'Mất điện thoại: cứ nhập mật khẩu, bước sau có chỗ dùng mã dự phòng trên giấy.',
    en: 'Lost telephone: enter your password; the next step takes a code from your paper instead.',
  },
  haveCode: {
    vi: 'Cán bộ đã có mã kích hoạt: đặt mật khẩu',
    en: 'Officers with an activation code: choose a password',
  },
  submit: { vi: 'Đăng nhập', en: 'Sign in' },
  identifierMissing: {
    vi: 'Vui lòng nhập số định danh hoặc tên đăng nhập.',
    en: 'Please enter your identity number or user name.',
  },
  passwordMissing: { vi: 'Vui lòng nhập mật khẩu.', en: 'Please enter your password.' },
  failedTitle: { vi: 'Chưa đăng nhập được', en: 'You are not signed in' },
  failedText: {
    vi: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi thử lại.',
    en: 'The name or the password is not right. Check them and try again.',
  },
  tooManyText: {
    vi: 'Đã thử quá nhiều lần. Xin chờ vài phút rồi thử lại.',
    en: 'There were too many tries. Please wait a few minutes, then try again.',
  },
  demoTitle: { vi: 'Tài khoản dùng thử', en: 'Demonstration accounts' },
  demoLead: {
    vi: 'Chọn một người để vào ngay. Chỉ có ở bản dùng thử; các tài khoản này không bị hỏi bước xác nhận thứ hai.',
    en: 'Choose a person to enter at once. Only in the demonstration; these accounts are never asked for a second step.',
  },
  demoCitizens: { vi: 'Công dân', en: 'Citizens' },
  demoOfficers: { vi: 'Cán bộ', en: 'Officers' },
});
