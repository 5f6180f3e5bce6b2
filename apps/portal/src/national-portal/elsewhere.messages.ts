import { defineMessages } from '../language/messages.js';

export const elsewhereMessages = defineMessages({
  handInTitle: {
    vi: 'Nộp hồ sơ trực tuyến tại Cổng Dịch vụ công quốc gia',
    en: 'Hand in online at the National Public Service Portal',
  },
  handInText: {
    vi: 'Tỉnh nhận hồ sơ trực tuyến qua Cổng Dịch vụ công quốc gia. Bạn vẫn có thể nộp trực tiếp tại bất kỳ bộ phận một cửa nào của tỉnh.',
    en: 'The province takes online dossiers through the National Public Service Portal. You can still hand in at any counter of the province.',
  },
  followTitle: {
    vi: 'Theo dõi hồ sơ tại Cổng Dịch vụ công quốc gia',
    en: 'Follow your dossier at the National Public Service Portal',
  },
  followText: {
    vi: 'Ở đây không tra cứu bằng mã. Hãy dùng mã hồ sơ để tra cứu trên Cổng Dịch vụ công quốc gia. Hồ sơ bạn đã nộp tại tỉnh vẫn xem được sau khi đăng nhập.',
    en: 'Dossiers are not looked up by code here. Use the code at the National Public Service Portal. What you handed in to the province you still see once you have signed in.',
  },
  goThere: { vi: 'Đến Cổng Dịch vụ công quốc gia', en: 'Go to the portal' },
});
