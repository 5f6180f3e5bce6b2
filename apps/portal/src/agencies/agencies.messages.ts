import { defineMessages } from '../language/messages.js';

export const agenciesMessages = defineMessages({
  title: { vi: 'Cơ quan qua các thời kỳ', en: 'Agencies through time' },
  lead: {
    vi: 'Chọn một ngày để xem tổ chức của tỉnh vào ngày đó; chọn một cơ quan để xem tên gọi, cơ quan tiền thân, cơ quan kế thừa và người giữ từng vị trí.',
    en: 'Choose a day to see how the province was organised on it; choose an agency to see its names, who had its work before and after, and who holds each position.',
  },
  day: { vi: 'Xem vào ngày', en: 'As of the day' },
  slider: { vi: 'Các ngày có thay đổi', en: 'Days on which something changed' },
  today: { vi: 'hôm nay', en: 'today' },
  tree: { vi: (day: string) => `Các cơ quan vào ngày ${day}`, en: (day: string) => `The agencies on ${day}` },
  count: {
    vi: (n: number) => `${n} cơ quan`,
    en: (n: number) => (n === 1 ? 'One agency' : `${n} agencies`),
  },
  none: { vi: 'Ngày này chưa có cơ quan nào', en: 'There was no agency on this day' },
  noneText: { vi: 'Chọn một ngày muộn hơn.', en: 'Choose a later day.' },
  names: { vi: 'Tên gọi', en: 'Names' },
  period: {
    vi: (from: string, to: string | undefined) => (to ? `từ ${from} đến hết ${to}` : `từ ${from}`),
    en: (from: string, to: string | undefined) => (to ? `from ${from} to ${to}` : `since ${from}`),
  },
  eid: { vi: 'Mã định danh', en: 'E-identifier' },
  predecessors: { vi: 'Tiếp nhận từ', en: 'Took over from' },
  successors: { vi: 'Chuyển giao cho', en: 'Handed over to' },
  nobodyBefore: { vi: 'Không tiếp nhận từ cơ quan nào', en: 'It took over from no agency' },
  nobodyAfter: { vi: 'Chưa chuyển giao cho cơ quan nào', en: 'It has handed over to no agency' },
  on: { vi: (day: string) => `ngày ${day}`, en: (day: string) => `on ${day}` },
  whole: { vi: 'toàn bộ', en: 'all of it' },
  part: { vi: 'một phần', en: 'a part' },
  rest: { vi: 'phần còn lại', en: 'the rest' },
  officers: { vi: 'Người giữ vị trí', en: 'Officers' },
  noOfficers: { vi: 'Chưa có ai giữ vị trí nào', en: 'Nobody holds a position' },
});
