import { defineMessages } from '../language/messages.js';

export const applyMessages = defineMessages({
  title: { vi: 'Nộp hồ sơ', en: 'File a dossier' },
  steps: { vi: 'Các bước nộp hồ sơ', en: 'Steps of filing' },
  stepOf: {
    vi: (n: number, all: number) => `Bước ${n} trên ${all}`,
    en: (n: number, all: number) => `Step ${n} of ${all}`,
  },
  agency: { vi: 'Nơi giải quyết', en: 'Agency' },
  form: { vi: 'Tờ khai', en: 'Declaration' },
  files: { vi: 'Giấy tờ', en: 'Papers' },
  review: { vi: 'Xem lại và nộp', en: 'Review and file' },
  agencyField: { vi: 'Cơ quan giải quyết', en: 'Deciding agency' },
  agencyHelp: {
    vi: 'Thường là xã, phường nơi bạn cư trú. Kết quả do cơ quan này cấp.',
    en: 'Usually the commune where you live. This agency issues the result.',
  },
  agencyMissing: { vi: 'Vui lòng chọn cơ quan giải quyết.', en: 'Please choose the deciding agency.' },
  next: { vi: 'Tiếp tục', en: 'Continue' },
  back: { vi: 'Quay lại', en: 'Back' },
  draftKept: {
    vi: 'Phần đã điền được giữ trong tab này cho đến khi bạn nộp hoặc đăng xuất.',
    en: 'What you filled in is kept in this tab until you file it or sign out.',
  },
  filesLead: {
    vi: 'Chụp hoặc quét từng giấy tờ cho rõ. Bản giấy chỉ cần khi cán bộ yêu cầu.',
    en: 'Photograph or scan each paper clearly. The paper itself is needed only if an officer asks.',
  },
  noFiles: { vi: 'Thủ tục này không cần giấy tờ kèm theo.', en: 'This procedure needs no further papers.' },
  fileMissing: {
    vi: (name: string) => `Vui lòng đính kèm: ${name}.`,
    en: (name: string) => `Please attach: ${name}.`,
  },
  filesBusy: { vi: 'Xin chờ các tệp tải lên xong.', en: 'Please wait until the files are uploaded.' },
  reviewLead: {
    vi: 'Hãy đọc lại một lần. Sau khi nộp, hồ sơ đến thẳng bộ phận một cửa.',
    en: 'Read it once more. When you file it, it goes straight to the counter.',
  },
  edit: { vi: 'Sửa', en: 'Change' },
  truth: {
    vi: 'Tôi cam đoan những điều đã khai là đúng và chịu trách nhiệm trước pháp luật về lời khai của mình.',
    en: 'I declare that what I have stated is true, and answer for it before the law.',
  },
  truthMissing: { vi: 'Vui lòng đánh dấu lời cam đoan.', en: 'Please tick the declaration of truth.' },
  submit: { vi: 'Nộp hồ sơ', en: 'File the dossier' },
  doneTitle: { vi: 'Đã nộp hồ sơ', en: 'Your dossier is filed' },
  doneLead: {
    vi: 'Hồ sơ đã được ghi nhận. Đây là mã tra cứu của bạn:',
    en: 'Your dossier is recorded. This is your tracking number:',
  },
  nextTitle: { vi: 'Việc tiếp theo', en: 'What comes next' },
  nextCheck: {
    vi: 'Bộ phận một cửa kiểm tra hồ sơ, thường trong 8 giờ làm việc.',
    en: 'The counter checks the dossier, usually within 8 working hours.',
  },
  nextReceipt: {
    vi: 'Khi được tiếp nhận, bạn có giấy hẹn ghi rõ ngày trả kết quả.',
    en: 'Once accepted, you get a receipt with the promised date.',
  },
  nextNotice: {
    vi: 'Mỗi khi có gì mới, bạn nhận thông báo ở biểu tượng chuông phía trên.',
    en: 'Whenever something changes, you get a message at the bell above.',
  },
  seeDossier: { vi: 'Xem hồ sơ', en: 'See the dossier' },
  backHome: { vi: 'Về trang chủ', en: 'Go to the home page' },
});
