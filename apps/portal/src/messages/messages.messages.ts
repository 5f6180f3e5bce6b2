import { defineMessages } from '../language/messages.js';

export const messagesMessages = defineMessages({
  title: { vi: 'Thông báo', en: 'Messages' },
  lead: {
    vi: 'Mọi tin về hồ sơ của bạn, mới nhất ở trên.',
    en: 'All news about your dossiers, newest first.',
  },
  emptyTitle: { vi: 'Chưa có thông báo', en: 'No messages yet' },
  emptyText: {
    vi: 'Khi hồ sơ được tiếp nhận, có kết quả hay cần bạn làm gì, tin sẽ hiện ở đây.',
    en: 'When a dossier is accepted, has a result or needs you, you will read it here.',
  },
  unread: { vi: 'Chưa đọc', en: 'Unread' },
  markRead: { vi: 'Đánh dấu đã đọc', en: 'Mark as read' },
  openDossier: { vi: 'Xem hồ sơ', en: 'See the dossier' },
});
