import { defineMessages } from '../language/messages.js';

export const accountMessages = defineMessages({
  title: { vi: 'Tài khoản của tôi', en: 'My account' },
  lead: {
    vi: 'Xem nơi đang đăng nhập, bảo vệ tài khoản, đổi mật khẩu.',
    en: 'See where you are signed in, protect your account, change your password.',
  },

  sessionsTitle: { vi: 'Nơi đang đăng nhập', en: 'Where you are signed in' },
  sessionsLead: {
    vi: 'Thấy máy lạ? Hãy bấm Đăng xuất ở dòng đó rồi đổi mật khẩu.',
    en: 'A device that you do not know? Sign it out, then change your password.',
  },
  device: {
    vi: (browser: string, system: string) => `${browser} trên ${system}`,
    en: (browser: string, system: string) => `${browser} on ${system}`,
  },
  unknownBrowser: { vi: 'Trình duyệt', en: 'A browser' },
  unknownSystem: { vi: 'thiết bị khác', en: 'another device' },
  telephone: { vi: (kind: string) => `điện thoại ${kind}`, en: (kind: string) => `a telephone (${kind})` },
  computer: { vi: (kind: string) => `máy tính ${kind}`, en: (kind: string) => `a computer (${kind})` },
  thisDevice: { vi: 'Máy này', en: 'This device' },
  lastSeen: { vi: (when: string) => `Dùng lần cuối ${when}`, en: (when: string) => `Last used ${when}` },
  since: { vi: (when: string) => `đăng nhập lúc ${when}`, en: (when: string) => `signed in at ${when}` },
  endSession: { vi: 'Đăng xuất', en: 'Sign out' },
  endSessionOf: { vi: (device: string) => `Đăng xuất ${device}`, en: (device: string) => `Sign out ${device}` },
  endOthers: { vi: 'Đăng xuất mọi nơi khác', en: 'Sign out everywhere else' },
  ended: { vi: 'Đã đăng xuất.', en: 'Signed out.' },

  factorTitle: { vi: 'Bước xác nhận thứ hai', en: 'Second step at sign-in' },
  factorLead: {
    vi: 'Ngoài mật khẩu, tài khoản hỏi thêm vân tay, khuôn mặt hoặc một mã trên điện thoại. Người biết mật khẩu của bạn vẫn không vào được.',
    en: 'Beside the password the account asks for your finger, your face or a code from your telephone. Who knows your password does not get in.',
  },
  required: { vi: 'Chức vụ của bạn bắt buộc có bước này.', en: 'Your position asks for this step.' },
  demo: {
    vi: 'Đây là tài khoản dùng thử: bạn có thể thử cài đặt, nhưng khi đăng nhập tài khoản này không bị hỏi bước thứ hai.',
    en: 'This is a demonstration account: you can try to set it up, but it is never asked for the second step.',
  },
  none: { vi: 'Chưa cài đặt.', en: 'Not set up.' },
  totp: { vi: 'Ứng dụng tạo mã trên điện thoại', en: 'Application on the telephone' },
  addedOn: { vi: (day: string) => `Thêm ngày ${day}`, en: (day: string) => `Added on ${day}` },
  usedOn: { vi: (day: string) => `dùng lần cuối ngày ${day}`, en: (day: string) => `last used on ${day}` },
  passkey: { vi: (name: string) => `Khóa truy cập: ${name}`, en: (name: string) => `Passkey: ${name}` },
  papers: {
    vi: (left: number) => `Mã dự phòng trên giấy: còn ${left} mã`,
    en: (left: number) => `Codes on paper: ${left} left`,
  },
  newPapers: { vi: 'Lấy mã dự phòng mới', en: 'Get new codes' },
  newPapersLead: {
    vi: 'Các mã cũ sẽ không dùng được nữa.',
    en: 'The former codes will no longer work.',
  },
  add: { vi: 'Thêm một cách', en: 'Add one' },
  added: { vi: 'Đã thêm.', en: 'Added.' },
  remove: { vi: 'Xóa', en: 'Remove' },
  removeIt: { vi: (name: string) => `Xóa ${name}`, en: (name: string) => `Remove ${name}` },
  removeLead: {
    vi: 'Sau khi xóa, cách này không còn dùng để đăng nhập được nữa.',
    en: 'Once removed, it no longer signs you in.',
  },
  removed: { vi: 'Đã xóa.', en: 'Removed.' },
  yourPassword: { vi: 'Mật khẩu của bạn', en: 'Your password' },
  yourPasswordMissing: { vi: 'Vui lòng nhập mật khẩu.', en: 'Please enter your password.' },
  cancel: { vi: 'Thôi', en: 'Cancel' },

  passwordTitle: { vi: 'Đổi mật khẩu', en: 'Change your password' },
  passwordLead: {
    vi: 'Sau khi đổi, mọi nơi khác đang đăng nhập sẽ bị đăng xuất.',
    en: 'Everywhere else you will be signed out.',
  },
  oldPassword: { vi: 'Mật khẩu hiện tại', en: 'Present password' },
  newPassword: { vi: 'Mật khẩu mới', en: 'New password' },
  newPasswordHelp: {
    vi: 'Ít nhất 10 ký tự. Vài từ không liên quan đến nhau thì dễ nhớ và khó đoán.',
    en: 'At least 10 characters. A few words that have nothing to do with one another are easy to remember and hard to guess.',
  },
  newPasswordShort: { vi: 'Mật khẩu mới cần ít nhất 10 ký tự.', en: 'The new password needs at least 10 characters.' },
  changePassword: { vi: 'Đổi mật khẩu', en: 'Change password' },
  passwordChanged: { vi: 'Đã đổi mật khẩu.', en: 'The password is changed.' },

  preferencesTitle: { vi: 'Ngôn ngữ', en: 'Language' },
  preferencesLead: { vi: 'Dùng cho thư gửi bạn và cho trang này.', en: 'For letters to you and for these pages.' },
  kept: { vi: 'Đã lưu.', en: 'Saved.' },
});
