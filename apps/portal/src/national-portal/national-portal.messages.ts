import { defineMessages } from '../language/messages.js';

export const nationalPortalMessages = defineMessages({
  title: { vi: 'Cổng Dịch vụ công quốc gia', en: 'National Public Service Portal' },
  lead: {
    vi: 'Đối chiếu từng hồ sơ nộp qua Cổng: trạng thái ở đây, trạng thái Cổng đang có, và phần chưa gửi được.',
    en: 'Each dossier that came through the portal, side by side: our state, the portal’s, and what it has not got yet.',
  },
  report: { vi: 'Tải báo cáo (CSV)', en: 'Download the report (CSV)' },
  notConnected: { vi: 'Chưa kết nối với Cổng', en: 'Not connected to the portal' },
  notConnectedText: {
    vi: 'Địa chỉ của Cổng chưa được cấu hình. Người vận hành đặt địa chỉ theo hướng dẫn national-portal.md.',
    en: 'The portal’s address is not configured. Operators set it as national-portal.md says.',
  },
  away: {
    vi: (since: string) => `Không liên lạc được với Cổng từ ${since}`,
    en: (since: string) => `The portal has been away since ${since}`,
  },
  awayText: {
    vi: 'Không có gì bị mất: trạng thái được giữ và gửi theo thứ tự khi Cổng trở lại. Hồ sơ đến muộn vì gián đoạn không bị tính quá hạn vì lý do đó.',
    en: 'Nothing is lost: states are kept and sent in order when it is back. A dossier that the outage kept back is not late because of it.',
  },
  reached: {
    vi: (at: string) => `Liên lạc gần nhất với Cổng: ${at}`,
    en: (at: string) => `Last contact with the portal: ${at}`,
  },
  compared: { vi: (at: string) => `Đối chiếu gần nhất: ${at}`, en: (at: string) => `Last comparison: ${at}` },
  views: { vi: 'Lọc hồ sơ', en: 'Filter dossiers' },
  all: { vi: 'Tất cả', en: 'All' },
  differing: { vi: 'Khác nhau', en: 'Differing' },
  lagging: { vi: 'Gửi chậm', en: 'Lagging' },
  refused: { vi: 'Cổng từ chối', en: 'Refused' },
  counted: { vi: (name: string, n: number) => `${name} (${n})`, en: (name: string, n: number) => `${name} (${n})` },
  search: { vi: 'Số của Cổng, mã hồ sơ hoặc mã tra cứu', en: 'Portal number, dossier code or tracking number' },
  caption: { vi: 'Hồ sơ nộp qua Cổng', en: 'Dossiers that came through the portal' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  ours: { vi: 'Ở đây', en: 'Here' },
  theirs: { vi: 'Trên Cổng', en: 'At the portal' },
  lag: { vi: 'Độ trễ', en: 'Lag' },
  fault: { vi: 'Lỗi gần nhất', en: 'Last fault' },
  action: { vi: 'Thao tác', en: 'Action' },
  nothingYet: { vi: 'Chưa có', en: 'Nothing yet' },
  unknownState: { vi: (code: string) => `Mã lạ: ${code}`, en: (code: string) => `Unknown code: ${code}` },
  inStep: { vi: 'Khớp', en: 'In step' },
  waiting: {
    vi: (n: number) => `${n} trạng thái chưa gửi được`,
    en: (n: number) => (n === 1 ? '1 state not confirmed' : `${n} states not confirmed`),
  },
  attempts: { vi: (n: number) => `Đã thử ${n} lần`, en: (n: number) => (n === 1 ? 'Tried once' : `Tried ${n} times`) },
  since: { vi: (at: string) => `từ ${at}`, en: (at: string) => `since ${at}` },
  resend: { vi: 'Gửi lại', en: 'Send again' },
  resendOf: { vi: (number: string) => `Gửi lại hồ sơ ${number}`, en: (number: string) => `Send ${number} again` },
  resendAll: {
    vi: (n: number) => `Gửi lại cả ${n} hồ sơ trong danh sách lọc`,
    en: (n: number) =>
      n === 1 ? 'Send the 1 dossier of this list again' : `Send all ${n} dossiers of this list again`,
  },
  resent: {
    vi: (n: number) => `Đang gửi lại ${n} hồ sơ.`,
    en: (n: number) => (n === 1 ? '1 dossier is being sent again.' : `${n} dossiers are being sent again.`),
  },
  emptyTitle: { vi: 'Không có hồ sơ nào', en: 'No dossiers' },
  emptyAll: {
    vi: 'Hồ sơ công dân nộp trên Cổng hiện ở đây ngay khi hệ thống nhận được.',
    en: 'Dossiers that citizens hand in at the portal appear here as soon as they arrive.',
  },
  emptyFilter: { vi: 'Không có hồ sơ nào thuộc bộ lọc này.', en: 'No dossier is of this kind.' },
  arrivalsTitle: { vi: 'Chưa thành hồ sơ', en: 'Not dossiers yet' },
  arrivalsLead: {
    vi: 'Những gì Cổng đã chuyển nhưng chưa tiếp nhận được, kèm lý do. Không có gì bị bỏ: sau khi sửa nguyên nhân, bấm Thử lại.',
    en: 'What the portal handed over and could not be taken in, with the reason. Nothing is dropped: mend the cause, then try again.',
  },
  arrivalsNone: {
    vi: 'Mọi hồ sơ Cổng chuyển đều đã được nhận.',
    en: 'Everything that the portal handed over has been taken in.',
  },
  arrivalsWaiting: {
    vi: (n: number) => `${n} hồ sơ đang chờ thử lại tự động.`,
    en: (n: number) =>
      n === 1
        ? '1 dossier is waiting to be tried again by itself.'
        : `${n} dossiers are waiting to be tried again by themselves.`,
  },
  followUpsTitle: { vi: 'Bổ sung và rút hồ sơ không nhận được', en: 'Supplements and withdrawals not taken' },
  followUpsLead: {
    vi: 'Những gì công dân gửi thêm trên Cổng mà hệ thống không nhận, kèm lý do. Cổng đã được báo lại, trừ khi có ghi khác.',
    en: 'What citizens gave later at the portal and was not taken, with the reason. The portal was told, unless it says otherwise here.',
  },
  followUpsWaiting: {
    vi: (n: number) => `${n} nội dung đang chờ thử lại tự động.`,
    en: (n: number) =>
      n === 1 ? '1 is waiting to be tried again by itself.' : `${n} are waiting to be tried again by themselves.`,
  },
  supplement: { vi: 'Bổ sung', en: 'Supplement' },
  withdrawal: { vi: 'Rút hồ sơ', en: 'Withdrawal' },
  unknownKind: { vi: 'Không rõ nội dung', en: 'Of no known kind' },
  ofDossier: { vi: (number: string) => `cho hồ sơ ${number}`, en: (number: string) => `for dossier ${number}` },
  givenAt: {
    vi: (given: string, arrived: string) => `Gửi trên Cổng ${given}, đến hệ thống ${arrived}`,
    en: (given: string, arrived: string) => `Given at the portal ${given}, arrived here ${arrived}`,
  },
  notTold: { vi: 'Chưa báo lại được cho Cổng', en: 'The portal has not heard of it yet' },
  receivedAt: { vi: (at: string) => `Cổng tiếp nhận ${at}`, en: (at: string) => `Received by the portal ${at}` },
  arrivalFacts: {
    vi: (procedure: string, agency: string) => `Thủ tục ${procedure}, cơ quan ${agency}`,
    en: (procedure: string, agency: string) => `Procedure ${procedure}, agency ${agency}`,
  },
  unknown: { vi: 'không rõ', en: 'unknown' },
  retry: { vi: 'Thử lại', en: 'Try again' },
  retryOf: { vi: (number: string) => `Thử lại ${number}`, en: (number: string) => `Try ${number} again` },
  retried: { vi: 'Đang thử tiếp nhận lại.', en: 'It is being tried again.' },
  state1: { vi: 'Mới đăng ký', en: 'Registered' },
  state2: { vi: 'Được tiếp nhận', en: 'Accepted' },
  state3: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  state4: { vi: 'Đang xử lý', en: 'Being processed' },
  state5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Papers asked for' },
  state6: { vi: 'Yêu cầu nghĩa vụ tài chính', en: 'Payment asked for' },
  state7: { vi: 'Công dân yêu cầu rút', en: 'Withdrawn' },
  state8: { vi: 'Dừng xử lý', en: 'Stopped' },
  state9: { vi: 'Đã xử lý xong', en: 'Decided' },
  state10: { vi: 'Đã trả kết quả', en: 'Result returned' },
});
