import { defineMessages } from '../language/messages.js';

export const throughPortalMessages = defineMessages({
  channel: {
    vi: (number: string) => `Cổng Dịch vụ công quốc gia, số ${number}`,
    en: (number: string) => `National Public Service Portal, number ${number}`,
  },
  through: {
    vi: (number: string) => `Nộp qua Cổng Dịch vụ công quốc gia, số ${number}`,
    en: (number: string) => `Handed in at the National Public Service Portal, number ${number}`,
  },
  received: {
    vi: (received: string, arrived: string) => `Cổng tiếp nhận ${received}, đến hệ thống ${arrived}.`,
    en: (received: string, arrived: string) => `Received by the portal ${received}, arrived here ${arrived}.`,
  },
  late: {
    vi: 'Đến muộn do gián đoạn kết nối; thời hạn trả lời tính từ lúc đến.',
    en: 'Kept back by an outage; the time to answer counts from arrival.',
  },
});
