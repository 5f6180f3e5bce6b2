import { defineMessages } from '../language/messages.js';

export const inboxMessages = defineMessages({
  title: { vi: 'Việc cần làm', en: 'Inbox' },
  queues: { vi: 'Hàng việc', en: 'Queues' },
  mine: { vi: 'Của tôi', en: 'Mine' },
  group: { vi: 'Của nhóm', en: 'My group’s' },
  overdue: {
    vi: (n: number) => `${n} việc quá hạn`,
    en: (n: number) => (n === 1 ? '1 task overdue' : `${n} tasks overdue`),
  },
  noneOverdue: { vi: 'Không có việc quá hạn', en: 'Nothing is overdue' },
  list: { vi: 'Danh sách việc', en: 'Tasks' },
  keyboard: { vi: 'Phím ↑ ↓ để chuyển việc, Enter để mở', en: '↑ ↓ move between tasks, Enter opens' },
  emptyMineTitle: { vi: 'Bạn không có việc nào đang giữ', en: 'You hold no tasks' },
  emptyMineText: {
    vi: 'Việc bạn nhận từ nhóm sẽ nằm ở đây cho đến khi hoàn thành.',
    en: 'Tasks that you take from your group stay here until they are completed.',
  },
  emptyGroupTitle: { vi: 'Nhóm không còn việc chờ', en: 'Nothing is waiting for your group' },
  emptyGroupText: {
    vi: 'Hồ sơ mới đến bước của nhóm sẽ hiện ở đây ngay.',
    en: 'A dossier that reaches your group’s step appears here at once.',
  },
  chooseTitle: { vi: 'Chọn một việc để xem hồ sơ', en: 'Choose a task to see its dossier' },
  chooseText: {
    vi: 'Hồ sơ, giấy tờ và các nút xử lý sẽ hiện ở đây.',
    en: 'The dossier, its papers and what you can do appear here.',
  },
  back: { vi: 'Về danh sách', en: 'Back to the list' },
  claimedBy: { vi: (name: string) => `${name} đang giữ`, en: (name: string) => `Held by ${name}` },
});
