export type Language = 'vi' | 'en';

const texts = {
  consentTitle: {
    vi: 'Cho phép ứng dụng sử dụng thông tin của bạn?',
    en: 'Let an application use your information?',
  },
  consentAsks: { vi: 'Ứng dụng sau muốn được phép:', en: 'This application asks for:' },
  allow: { vi: 'Cho phép', en: 'Allow' },
  refuse: { vi: 'Không cho phép', en: 'Do not allow' },
  signOutTitle: { vi: 'Đăng xuất?', en: 'Sign out?' },
  signOutText: {
    vi: 'Bạn sẽ đăng xuất khỏi cổng dịch vụ và khỏi mọi ứng dụng đã đăng nhập bằng tài khoản này trên trình duyệt này.',
    en: 'You will be signed out of the portal and of every application that you signed in to with this account in this browser.',
  },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  staySignedIn: { vi: 'Tiếp tục đăng nhập', en: 'Stay signed in' },
  signedOutTitle: { vi: 'Đã đăng xuất', en: 'Signed out' },
  signedOutText: { vi: 'Bạn có thể đóng trang này.', en: 'You can close this page.' },
  errorTitle: { vi: 'Không thể đăng nhập vào ứng dụng', en: 'Signing in to the application is not possible' },
  errorText: {
    vi: 'Yêu cầu của ứng dụng không hợp lệ hoặc đã hết hạn. Vui lòng quay lại ứng dụng và thử lại; nếu vẫn không được, hãy báo mã dưới đây cho đơn vị quản lý ứng dụng.',
    en: 'The request of the application is not valid, or too old. Please go back to the application and try again; if that does not help, give the code below to whoever runs the application.',
  },
  'scope.openid': { vi: 'Nhận biết bạn khi bạn quay lại', en: 'Recognise you when you come back' },
  'scope.profile': { vi: 'Xem họ tên và ngôn ngữ của bạn', en: 'See your name and language' },
  'scope.positions': { vi: 'Xem cơ quan và chức vụ của bạn', en: 'See your agencies and positions' },
  'scope.offline_access': {
    vi: 'Giữ các quyền này cả khi bạn đã đăng xuất, trong 14 ngày',
    en: 'Keep these rights for 14 days, also when you have signed out',
  },
  'scope.dossier.read': { vi: 'Xem hồ sơ của bạn', en: 'See your dossiers' },
} as const satisfies Record<string, Record<Language, string>>;

type Texts = { readonly [K in keyof typeof texts]: string };

export function openidMessages(language: Language): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[language]])) as Texts;
}

/** What a scope means, for the person who is asked. */
export function scopeText(language: Language, scope: string): string {
  const key = `scope.${scope}`;
  return Object.hasOwn(texts, key) ? texts[key as keyof typeof texts][language] : scope;
}
