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
  supplemented: {
    vi: (number: string) => `Bổ sung trên Cổng Dịch vụ công quốc gia, số ${number}`,
    en: (number: string) => `Given at the National Public Service Portal, number ${number}`,
  },
  withdrawn: {
    vi: (number: string) => `Rút trên Cổng Dịch vụ công quốc gia, số ${number}`,
    en: (number: string) => `Withdrawn at the National Public Service Portal, number ${number}`,
  },
  received: {
    vi: (received: string, arrived: string) => `Cổng tiếp nhận ${received}, đến hệ thống ${arrived}.`,
    en: (received: string, arrived: string) => `Received by the portal ${received}, arrived here ${arrived}.`,
  },
  late: {
    vi: 'Đến muộn do gián đoạn kết nối; thời hạn trả lời tính từ lúc đến.',
    en: 'Kept back by an outage; the time to answer counts from arrival.',
  },
  lateGiven: {
    vi: 'Đến muộn do gián đoạn kết nối; được tính theo lúc gửi trên Cổng.',
    en: 'Kept back by an outage; it counts by the time at which it was given there.',
  },
});
