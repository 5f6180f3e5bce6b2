import { defineMessages } from '../language/messages.js';

export const secondFactorMessages = defineMessages({
  proofTitle: { vi: 'Còn một bước nữa', en: 'One more step' },
  proofLead: {
    vi: 'Mật khẩu đã đúng. Hãy xác nhận rằng chính bạn đang đăng nhập.',
    en: 'The password is right. Please confirm that it is you.',
  },
  usePasskey: { vi: 'Xác nhận bằng khóa truy cập', en: 'Confirm with your passkey' },
  usePasskeyHelp: {
    vi: 'Máy sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của bạn.',
    en: 'The device will ask for your finger, your face or its number.',
  },
  code: { vi: 'Mã 6 chữ số', en: 'Code of 6 digits' },
  codeHelp: {
    vi: 'Mở ứng dụng tạo mã trên điện thoại rồi gõ 6 chữ số đang hiện.',
    en: 'Open the authenticator application on your telephone and enter the 6 digits that it shows.',
  },
  codeMissing: { vi: 'Mã có đúng 6 chữ số.', en: 'The code has exactly 6 digits.' },
  paperCode: { vi: 'Mã dự phòng trên giấy', en: 'Code from your paper' },
  paperCodeHelp: {
    vi: 'Gõ một mã chưa dùng, ví dụ 7KQ2-9XAM-R3TD. Mỗi mã chỉ dùng được một lần.',
    en: 'Enter one that you have not used, such as 7KQ2-9XAM-R3TD. Each works once.',
  },
  paperCodeMissing: { vi: 'Vui lòng gõ một mã dự phòng.', en: 'Please enter a code from your paper.' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  otherWays: { vi: 'Cách khác', en: 'Another way' },
  byPasskey: { vi: 'Dùng khóa truy cập', en: 'Use a passkey' },
  byCode: { vi: 'Dùng ứng dụng tạo mã', en: 'Use the authenticator application' },
  byPaper: { vi: 'Mất điện thoại? Dùng mã dự phòng', en: 'Lost your telephone? Use a code from your paper' },
  lostAll: {
    vi: 'Mất cả điện thoại lẫn mã dự phòng: hãy gặp quản trị viên hệ thống của cơ quan, mang theo giấy tờ tùy thân.',
    en: 'Lost the telephone and the paper: see your administrator in person, and bring your identity card.',
  },
  startOver: { vi: 'Đăng nhập lại từ đầu', en: 'Sign in from the beginning' },
  wrongTitle: { vi: 'Chưa xác nhận được', en: 'Not confirmed' },
  brokenOff: {
    vi: 'Máy chưa xác nhận. Hãy bấm lại và làm theo hướng dẫn trên màn hình.',
    en: 'The device did not confirm it. Press again and follow what the screen says.',
  },
  tooMany: {
    vi: 'Đã thử quá nhiều lần. Xin chờ vài phút rồi thử lại.',
    en: 'There were too many tries. Please wait a few minutes, then try again.',
  },

  enrolTitle: { vi: 'Bảo vệ tài khoản của bạn', en: 'Protect your account' },
  enrolLead: {
    vi: 'Chức vụ của bạn cần thêm một bước xác nhận khi đăng nhập. Chỉ phải cài đặt một lần, mất khoảng hai phút.',
    en: 'Your position asks for one more step at sign-in. You set it up once; it takes about two minutes.',
  },
  choose: { vi: 'Chọn một cách', en: 'Choose one way' },
  choosePasskey: { vi: 'Vân tay, khuôn mặt hoặc mã PIN', en: 'Finger, face or number' },
  choosePasskeyText: {
    vi: 'Dùng ngay máy này, hoặc một khóa bảo mật cắm vào máy. Dễ nhất.',
    en: 'With this device, or with a security key. The easiest.',
  },
  chooseTotp: { vi: 'Ứng dụng tạo mã trên điện thoại', en: 'Application on your telephone' },
  chooseTotpText: {
    vi: 'Mỗi lần đăng nhập, gõ 6 chữ số mà điện thoại hiện ra.',
    en: 'At each sign-in you enter 6 digits that the telephone shows.',
  },
  keyName: { vi: 'Đặt tên để dễ nhận ra', en: 'A name to know it by' },
  keyNameHelp: { vi: 'Ví dụ: Máy tính ở phòng làm việc', en: 'Such as: computer in my office' },
  keyNameMissing: { vi: 'Vui lòng đặt một tên.', en: 'Please give it a name.' },
  makePasskey: { vi: 'Tạo khóa truy cập', en: 'Make the passkey' },
  scan: {
    vi: '1. Mở ứng dụng tạo mã (ví dụ Google Authenticator, Microsoft Authenticator) và quét hình này.',
    en: '1. Open an authenticator application (such as Google or Microsoft Authenticator) and scan this picture.',
  },
  picture: { vi: 'Mã QR cho ứng dụng tạo mã', en: 'QR code for the application' },
  orType: {
    vi: 'Không quét được? Gõ khóa này vào ứng dụng:',
    en: 'Cannot scan it? Enter this key in the application:',
  },
  thenCode: { vi: '2. Gõ 6 chữ số mà ứng dụng đang hiện.', en: '2. Enter the 6 digits that the application shows.' },
  back: { vi: 'Chọn cách khác', en: 'Choose another way' },

  papersTitle: { vi: 'Cất kỹ các mã dự phòng', en: 'Keep these codes safe' },
  papersLead: {
    vi: 'Khi mất điện thoại, bạn đăng nhập bằng một trong các mã này. Hãy in hoặc chép ra giấy; các mã chỉ hiện một lần.',
    en: 'If you lose your telephone, one of these codes lets you in. Print them or write them down; they are shown this once.',
  },
  codes: { vi: 'Mã dự phòng', en: 'Codes' },
  print: { vi: 'In ra giấy', en: 'Print' },
  papersKept: { vi: 'Tôi đã cất các mã này', en: 'I have kept these codes' },
});
