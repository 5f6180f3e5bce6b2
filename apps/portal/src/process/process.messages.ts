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
    vi: 'Chọn tệp .bpmn từ Camunda Modeler hoặc bpmn.io. Chưa có gì được lưu; bản vẽ được áp dụng cùng gói dữ liệu của tỉnh.',
    en: 'Choose a .bpmn file from Camunda Modeler or bpmn.io. Nothing is kept; a drawing comes into force with the province’s data.',
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
});
