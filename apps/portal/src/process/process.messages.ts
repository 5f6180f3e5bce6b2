import { defineMessages } from '../language/messages.js';

export const processMessages = defineMessages({
  title: { vi: 'Quy trình', en: 'Processes' },
  lead: {
    vi: 'Xem bản vẽ quy trình của từng thủ tục, kiểm tra bản vẽ mới và so sánh với bản đang áp dụng.',
    en: 'See how each procedure’s process is drawn, check a new drawing and compare it with the one in force.',
  },
  diagram: {
    vi: (name: string) => `Sơ đồ quy trình: ${name}`,
    en: (name: string) => `Diagram of the process: ${name}`,
  },
  undrawable: {
    vi: 'Tệp này không có sơ đồ để hiển thị.',
    en: 'This file has no diagram that can be shown.',
  },
  zoomIn: { vi: 'Phóng to', en: 'Zoom in' },
  zoomOut: { vi: 'Thu nhỏ', en: 'Zoom out' },
  fit: { vi: 'Vừa khung', en: 'Fit' },
  markActive: { vi: 'Đang ở đây', en: 'Here now' },
  markDone: { vi: 'Đã làm', en: 'Done' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  version: { vi: (n: number) => `Phiên bản ${n}`, en: (n: number) => `Version ${n}` },
  comparedVersion: {
    vi: (n: number) => `Bản đang áp dụng: phiên bản ${n}`,
    en: (n: number) => `In force: version ${n}`,
  },
  inForceFrom: { vi: (date: string) => `Áp dụng từ ${date}`, en: (date: string) => `In force from ${date}` },
  inForceUntil: {
    vi: (from: string, to: string) => `Áp dụng từ ${from} đến trước ${to}`,
    en: (from: string, to: string) => `In force from ${from} until before ${to}`,
  },
  running: {
    vi: (n: number) => (n === 0 ? 'Không có hồ sơ đang chạy' : `${n} hồ sơ đang chạy`),
    en: (n: number) =>
      n === 0 ? 'No dossiers run on it' : n === 1 ? '1 dossier runs on it' : `${n} dossiers run on it`,
  },
  compareWith: { vi: 'So sánh với', en: 'Compare with' },
  checkTitle: { vi: 'Kiểm tra bản vẽ mới', en: 'Check a new drawing' },
  checkText: {
    vi: 'Chọn tệp .bpmn từ Camunda Modeler hoặc bpmn.io. Bản vẽ chỉ được kiểm tra; chưa có gì thay đổi cho đến khi bạn áp dụng.',
    en: 'Choose a .bpmn file from Camunda Modeler or bpmn.io. It is only checked; nothing changes until you bring it into force.',
  },
  choose: { vi: 'Chọn tệp bản vẽ', en: 'Choose a drawing' },
  accepted: { vi: 'Bản vẽ hợp lệ', en: 'The drawing is sound' },
  refused: {
    vi: (n: number) => `Bản vẽ có ${n} lỗi`,
    en: (n: number) => (n === 1 ? 'The drawing has 1 fault' : `The drawing has ${n} faults`),
  },
  warnings: {
    vi: (n: number) => `${n} điều cần xem lại`,
    en: (n: number) => (n === 1 ? '1 thing to look at' : `${n} things to look at`),
  },
  element: { vi: 'Phần tử', en: 'Element' },
  line: { vi: 'Dòng', en: 'Line' },
  reason: { vi: 'Lý do', en: 'Reason' },
  faults: { vi: 'Lỗi của bản vẽ', en: 'Faults of the drawing' },
  onlyHere: { vi: 'Mới hoặc đã đổi', en: 'New or changed' },
  file: { vi: 'Bản vẽ đã chọn', en: 'The chosen drawing' },
  tooLarge: { vi: 'Tệp lớn hơn 2 MB.', en: 'The file is larger than 2 MB.' },
  publishTitle: { vi: 'Áp dụng bản vẽ', en: 'Bring it into force' },
  publishText: {
    vi: 'Bản vẽ trở thành phiên bản mới của thủ tục, không cần khởi động lại. Hồ sơ nộp từ ngày áp dụng chạy theo bản mới; hồ sơ đang chạy ở lại phiên bản của mình.',
    en: 'The drawing becomes a new version of the procedure, without a restart. Dossiers handed in from that day on follow it; those that run stay on their version.',
  },
  validFrom: { vi: 'Ngày bắt đầu áp dụng', en: 'First day in force' },
  definition: { vi: 'Định nghĩa thủ tục (procedure.yaml)', en: 'Definition of the procedure (procedure.yaml)' },
  definitionHelp: {
    vi: 'Chỉ cần khi bản vẽ có bước mới hoặc thời hạn khác; nếu không, giữ định nghĩa của phiên bản mới nhất.',
    en: 'Only needed when the drawing has new steps or other limits; otherwise that of the newest version is kept.',
  },
  chooseDefinition: { vi: 'Chọn procedure.yaml', en: 'Choose procedure.yaml' },
  publish: { vi: (n: number) => `Áp dụng thành phiên bản ${n}`, en: (n: number) => `Bring into force as version ${n}` },
  published: { vi: (n: number) => `Đã áp dụng phiên bản ${n}`, en: (n: number) => `Version ${n} is in force` },
  publishedText: {
    vi: (date: string) => `Hồ sơ nộp từ ngày ${date} chạy theo phiên bản này.`,
    en: (date: string) => `Dossiers handed in from ${date} on follow this version.`,
  },
  packFaults: { vi: 'Lỗi của gói dữ liệu với bản vẽ này', en: 'Faults of the province with this drawing' },
  place: { vi: 'Tệp và dòng', en: 'File and line' },
  migrateTitle: { vi: 'Chuyển hồ sơ đang chạy', en: 'Move running dossiers' },
  migrateText: {
    vi: 'Hồ sơ đang chạy chỉ sang phiên bản khác khi bạn chuyển. Chạy thử trước: từng hồ sơ không chuyển được sẽ được nêu tên và lý do.',
    en: 'Running dossiers change versions only when you move them. Try it first: each dossier that cannot move is named, with the reason.',
  },
  nothingToMove: {
    vi: 'Không có hồ sơ nào đang chạy trên phiên bản cũ.',
    en: 'No dossiers run on an older version.',
  },
  fromVersion: { vi: 'Từ phiên bản', en: 'From version' },
  dryRun: { vi: 'Chạy thử', en: 'Try it' },
  dryRunAgain: { vi: 'Chạy thử lại', en: 'Try it again' },
  movable: {
    vi: (movable: number, checked: number) => `${movable} trong ${checked} hồ sơ chuyển được`,
    en: (movable: number, checked: number) => `${movable} of ${checked} dossiers can move`,
  },
  becomes: {
    vi: (element: string) => `“${element}” trở thành`,
    en: (element: string) => `“${element}” becomes`,
  },
  becomesHelp: {
    vi: 'Phần tử này không có trong bản mới: chọn phần tử thay thế, rồi chạy thử lại.',
    en: 'The new version does not have this element: choose what it becomes, then try again.',
  },
  unmoved: { vi: 'Hồ sơ ở lại phiên bản cũ', en: 'Dossiers that stay on the old version' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  migrate: {
    vi: (n: number, version: number) => `Chuyển ${n} hồ sơ sang phiên bản ${version}`,
    en: (n: number, version: number) =>
      n === 1 ? `Move 1 dossier to version ${version}` : `Move ${n} dossiers to version ${version}`,
  },
  migrating: { vi: 'Đang chuyển hồ sơ', en: 'Dossiers are being moved' },
  migratingText: {
    vi: 'Có thể rời trang này: việc chuyển tiếp tục, và bạn xem lại tiến độ ở đây.',
    en: 'You may leave this page: it goes on, and you find here how far it is.',
  },
  migrated: { vi: 'Đã chuyển xong', en: 'The move is done' },
  migratedCount: {
    vi: (moved: number, refused: number) => `${moved} hồ sơ đã chuyển, ${refused} hồ sơ ở lại.`,
    en: (moved: number, refused: number) => `${moved} moved, ${refused} stayed.`,
  },
});
