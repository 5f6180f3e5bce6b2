import { defineMessages } from '../language/messages.js';

export const turnMessages = defineMessages({
  title: { vi: 'Việc có thể làm', en: 'What can be done' },
  whyNot: { vi: 'Vì sao chưa làm được việc khác?', en: 'Why not something else?' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  missing: { vi: 'Vui lòng điền mục này.', en: 'Please fill this in.' },
  notChosen: { vi: 'Vui lòng chọn.', en: 'Please choose.' },
  noFile: { vi: 'Vui lòng tải lên ít nhất một tệp.', en: 'Please upload at least one file.' },
  noNumber: { vi: 'Vui lòng nhập một số nguyên, từ 1 trở lên.', en: 'Please enter a whole number, 1 or more.' },
  stillUploading: { vi: 'Tệp đang tải lên, xin chờ một chút.', en: 'A file is still on its way; please wait.' },

  accept: { vi: 'Tiếp nhận', en: 'Accept' },
  reject: { vi: 'Từ chối tiếp nhận', en: 'Decline to take in' },
  requestSupplement: { vi: 'Yêu cầu bổ sung', en: 'Ask for what is missing' },
  overrideSupplement: { vi: 'Yêu cầu bổ sung thêm lần nữa', en: 'Ask once more' },
  chooseDelivery: { vi: 'Cách nhận kết quả', en: 'How to receive the result' },
  answerSupplement: { vi: 'Nộp bổ sung', en: 'Bring what is missing' },
  withdraw: { vi: 'Rút hồ sơ', en: 'Withdraw' },
  stop: { vi: 'Dừng giải quyết', en: 'End processing' },
  extend: { vi: 'Gia hạn, xin lỗi', en: 'Extend with an apology' },
  pause: { vi: 'Tạm dừng thời hạn', en: 'Pause the clock' },
  resume: { vi: 'Tiếp tục thời hạn', en: 'Resume the clock' },
  stepBack: { vi: 'Trả về bước trước', en: 'Back to an earlier step' },
  consult: { vi: 'Lấy ý kiến', en: 'Consult agencies' },
  recordPayment: { vi: 'Thu tiền', en: 'Take the fee' },
  payOnline: { vi: 'Nộp phí trực tuyến', en: 'Pay online' },
  refund: { vi: 'Hoàn tiền', en: 'Give money back' },
  correctResult: { vi: 'Đính chính kết quả', en: 'Correct the result' },
  reopen: { vi: 'Giải quyết lại', en: 'Reopen' },
  rate: { vi: 'Đánh giá', en: 'Rate' },

  reason: { vi: 'Lý do', en: 'Reason' },
  reasonToCitizen: { vi: 'Người nộp sẽ đọc được lý do này.', en: 'The applicant will read this reason.' },
  reasonToColleagues: {
    vi: 'Người làm lại bước này sẽ đọc được lý do.',
    en: 'Whoever does the step again will read this reason.',
  },

  rejectLead: {
    vi: 'Hồ sơ kết thúc ở đây, kèm phiếu từ chối nêu lý do.',
    en: 'The dossier ends here, with a slip that states the reason.',
  },
  rejectDone: {
    vi: 'Đã từ chối tiếp nhận; phiếu từ chối nằm trong mục Văn bản.',
    en: 'Not taken in; the slip is among the letters.',
  },
  withdrawLead: {
    vi: 'Hồ sơ sẽ kết thúc và không thể mở lại. Có thể nộp hồ sơ mới bất cứ lúc nào.',
    en: 'The dossier ends and cannot be opened again. A new one may be filed at any time.',
  },
  withdrawDone: { vi: 'Đã rút hồ sơ', en: 'The dossier is withdrawn' },
  stopLead: {
    vi: 'Việc giải quyết kết thúc mà không có kết quả; thông báo nêu lý do được gửi người nộp.',
    en: 'Processing ends without a result; a notice with the reason goes to the applicant.',
  },
  stopDone: { vi: 'Đã dừng giải quyết và báo cho người nộp', en: 'Processing ended; the applicant is told' },

  requestSupplementLead: {
    vi: 'Thời hạn tạm dừng cho đến khi người nộp bổ sung.',
    en: 'The clock stands still until the applicant brings it.',
  },
  requestSupplementDone: {
    vi: 'Đã gửi yêu cầu bổ sung; thời hạn tạm dừng.',
    en: 'The applicant is asked; the clock stands still.',
  },
  reasonOfOverride: { vi: 'Lý do yêu cầu thêm lần nữa', en: 'Why once more' },
  papers: { vi: 'Giấy tờ còn thiếu hoặc cần sửa', en: 'Papers that are missing or to be put right' },
  otherPaper: { vi: 'Giấy tờ khác theo quy định của pháp luật', en: 'Something else that a law asks for' },
  papersNote: {
    vi: (paper: string) => `Cần bổ sung, hoàn thiện gì: ${paper}`,
    en: (paper: string) => `What is missing or to be put right: ${paper}`,
  },
  papersHelp: {
    vi: 'Nêu đủ mọi nội dung trong một lần: người nộp chỉ phải bổ sung một lần.',
    en: 'Say everything at once: the applicant is to be asked only once.',
  },
  otherBasis: { vi: 'Căn cứ pháp lý của giấy tờ khác', en: 'The law that asks for it' },
  answerSupplementLead: {
    vi: 'Tải lên từng giấy tờ được yêu cầu, hoặc ghi rõ nội dung bổ sung. Gửi xong, thời hạn chạy tiếp.',
    en: 'Upload each paper that was asked for, or say what you bring. The clock then runs on.',
  },
  answerNote: { vi: 'Nội dung bổ sung', en: 'What you bring, in words' },
  nothingBrought: {
    vi: 'Vui lòng tải lên ít nhất một tệp, hoặc ghi nội dung bổ sung.',
    en: 'Please upload at least one file, or say what you bring.',
  },
  answerSupplementDone: {
    vi: 'Đã nhận phần bổ sung; thời hạn chạy tiếp.',
    en: 'What was missing is in; the clock runs on.',
  },

  extendLead: {
    vi: 'Người nộp nhận văn bản xin lỗi với ngày hẹn mới.',
    en: 'The applicant gets a letter of apology with the new date.',
  },
  extendDone: {
    vi: 'Đã gia hạn; văn bản xin lỗi nằm trong mục Văn bản.',
    en: 'Extended; the letter of apology is among the letters.',
  },
  extensionDays: { vi: 'Gia hạn thêm (số ngày)', en: 'How many days more' },
  extensionUnit: { vi: 'Tính theo', en: 'Counted in' },
  workingDays: { vi: 'Ngày làm việc', en: 'Working days' },
  calendarDays: { vi: 'Ngày', en: 'Calendar days' },
  apologyHelp: {
    vi: 'Văn bản xin lỗi gửi người nộp nêu lý do này và ngày hẹn mới.',
    en: 'The letter of apology to the applicant states this reason and the new date.',
  },
  pauseLead: {
    vi: 'Thời hạn đứng yên cho đến khi được tiếp tục; không ai bị tính trễ trong thời gian đó.',
    en: 'The clock stands still until it is resumed; nobody is late meanwhile.',
  },
  pauseDone: { vi: 'Thời hạn đã tạm dừng', en: 'The clock stands still' },
  resumeStillPaused: {
    vi: 'Đã kết thúc lý do này; thời hạn vẫn tạm dừng vì lý do khác',
    en: 'This ground has ended; the clock stands still on another',
  },
  resumeDone: { vi: 'Thời hạn đã chạy tiếp', en: 'The clock runs again' },
  ground: { vi: 'Căn cứ', en: 'Ground' },
  applicantChoice: { vi: 'Theo đề nghị của người nộp', en: 'At the applicant’s wish' },
  outage: { vi: 'Sự cố hệ thống', en: 'System outage' },
  forceMajeure: { vi: 'Sự kiện bất khả kháng', en: 'Force majeure' },
  fieldCheck: { vi: 'Kiểm tra thực địa', en: 'Site check' },
  publicPosting: { vi: 'Niêm yết công khai', en: 'Posting for the public' },

  stepBackLead: {
    vi: 'Các bước từ đó trở đi được làm lại; thời hạn của hồ sơ không thay đổi.',
    en: 'The steps from there on are done again; the deadline stays as it is.',
  },
  stepBackDone: { vi: 'Đã trả về bước trước', en: 'The step is open again' },
  step: { vi: 'Trả về bước', en: 'Back to the step' },
  consultLead: {
    vi: 'Mỗi cơ quan trả lời riêng, trong thời hạn của mình; hồ sơ vẫn được giải quyết tiếp.',
    en: 'Each agency answers by itself in its own time; the dossier goes on meanwhile.',
  },
  consultDone: {
    vi: 'Đã gửi câu hỏi; câu trả lời sẽ hiện trong mục Lấy ý kiến.',
    en: 'The question is sent; answers appear among the opinions.',
  },
  agencies: { vi: 'Cơ quan được lấy ý kiến', en: 'Agencies to consult' },
  question: { vi: 'Nội dung lấy ý kiến', en: 'What they are asked' },
  answerDays: { vi: 'Trả lời trong (số ngày làm việc)', en: 'Answer within (working days)' },
  answerDaysHelp: {
    vi: 'Không quá thời hạn của hồ sơ.',
    en: 'Never longer than the dossier itself has.',
  },

  resultBy: { vi: 'Nhận kết quả', en: 'Receive the result' },
  byCounter: { vi: 'Tại quầy', en: 'At the counter' },
  byPost: { vi: 'Qua bưu điện', en: 'By post' },
  postalAddress: { vi: 'Địa chỉ nhận qua bưu điện', en: 'Address for the post' },
  chooseDeliveryDone: { vi: 'Đã ghi cách nhận kết quả', en: 'Your wish is noted' },
  correctResultLead: {
    vi: 'Tệp mới thay tệp đang có; tệp cũ vẫn được lưu. Quyết định không thay đổi.',
    en: 'The new files take the place of the present ones, which are kept. The decision stays.',
  },
  correctReason: { vi: 'Sai ở đâu, sửa thế nào', en: 'What was wrong, and how it is put right' },
  correctResultDone: { vi: 'Đã đính chính và báo cho người nộp', en: 'Corrected; the applicant is told' },
  resultFiles: { vi: 'Kết quả đã đính chính', en: 'The corrected result' },
  reopenLead: {
    vi: 'Hồ sơ trở lại bước đề xuất kết quả với một thời hạn mới; kết quả trước vẫn được lưu.',
    en: 'The dossier goes back to the proposal with a new deadline; the earlier result is kept.',
  },
  reopenDone: { vi: 'Đã mở lại hồ sơ với thời hạn mới', en: 'Reopened with a new deadline' },
  recordPaymentLead: {
    vi: (amount: string) => `Số tiền phải thu: ${amount}. Ghi sau khi đã nhận tiền và giao biên lai.`,
    en: (amount: string) =>
      `To be taken: ${amount}. Write it down once the money is there and the receipt is handed over.`,
  },
  recordPaymentDone: {
    vi: 'Đã ghi nhận khoản thu; biên lai ở mục Phí, lệ phí',
    en: 'The payment is recorded; its receipt stands among the fees',
  },
  means: { vi: 'Hình thức', en: 'Means' },
  cash: { vi: 'Tiền mặt', en: 'Cash' },
  card: { vi: 'Thẻ', en: 'Card' },
  transfer: { vi: 'Chuyển khoản', en: 'Bank transfer' },
  receiptNumber: { vi: 'Số biên lai in sẵn', en: 'Number of a printed receipt' },
  receiptNumberHelp: {
    vi: 'Chỉ ghi khi đã giao biên lai in sẵn; hệ thống luôn lập biên lai có số riêng.',
    en: 'Only where one from a printed book was given; the platform always makes a receipt with a number of its own.',
  },
  refundLead: {
    vi: 'Quyết định hoàn tiền được ghi vào hồ sơ; việc chi trả do đơn vị thực hiện.',
    en: 'The decision to give money back is recorded; your agency pays it out.',
  },
  refundOf: { vi: 'Hoàn từ khoản', en: 'Give back of' },
  refundAmount: { vi: 'Số tiền hoàn (đồng)', en: 'Amount to give back (đồng)' },
  refundFault: {
    vi: (left: string) => `Số tiền hoàn phải từ 1 đồng đến ${left}.`,
    en: (left: string) => `The amount has to be between 1 and ${left}.`,
  },
  refundDone: { vi: 'Đã ghi nhận việc hoàn tiền', en: 'It is recorded' },
  complaint: { vi: 'Số, ngày đơn khiếu nại', en: 'Number and date of the complaint' },

  rateLead: {
    vi: 'Ý kiến của bạn giúp cơ quan phục vụ tốt hơn. Mỗi hồ sơ được đánh giá một lần.',
    en: 'Your view helps the agency to serve better. Each dossier is rated once.',
  },
  rateDone: { vi: 'Cảm ơn bạn đã đánh giá', en: 'Thank you for your rating' },
  satisfied: { vi: 'Nhìn chung, bạn có hài lòng không?', en: 'On the whole, are you satisfied?' },
  yes: { vi: 'Hài lòng', en: 'Satisfied' },
  no: { vi: 'Chưa hài lòng', en: 'Not satisfied' },
  good: { vi: 'Tốt', en: 'Good' },
  fair: { vi: 'Được', en: 'Fair' },
  poor: { vi: 'Chưa tốt', en: 'Poor' },
  comment: { vi: 'Ý kiến của bạn', en: 'Your comment' },
  timeLimit: { vi: 'Thời gian giải quyết so với hạn', en: 'Time against the limit' },
  contacts: { vi: 'Số lần đi lại để hoàn thiện hồ sơ', en: 'How often you had to come' },
  attitude: { vi: 'Thái độ của cán bộ', en: 'The officers’ attitude' },
});
