import type { Text } from '../pack-part.js';

/** What people are told about their own account. The platform words it, not the province: nobody can leave such a warning out. */
export const accountMessageKinds = [
  'account.factor.added',
  'account.factor.removed',
  'account.recoveryCode.used',
  'account.password.changed',
  'account.apiClient.expiring',
] as const;
export type AccountMessageKind = (typeof accountMessageKinds)[number];

interface Words {
  readonly subject: Text;
  readonly text: Text;
}

const notYou: Text = {
  vi: 'Nếu không phải bạn làm việc này, hãy mở Tài khoản của tôi, đăng xuất mọi nơi khác, đổi mật khẩu, rồi báo quản trị viên.',
  en: 'If this was not you, open My account, sign out everywhere else, change your password, and tell your administrator.',
};

export type FactorKind = 'totp' | 'passkey' | 'recoveryCodes';

const factorNames: Readonly<Record<FactorKind, Text>> = {
  totp: { vi: 'ứng dụng tạo mã trên điện thoại', en: 'an authenticator application' },
  passkey: { vi: 'khóa truy cập', en: 'a passkey' },
  recoveryCodes: { vi: 'mã dự phòng trên giấy', en: 'codes on paper' },
};

function words(subject: Text, ...lines: Text[]): Words {
  const all = [...lines, notYou];
  return { subject, text: { vi: all.map(({ vi }) => vi).join('\n'), en: all.map(({ en }) => en).join('\n') } };
}

export function factorAddedWords(factor: FactorKind): Words {
  const { vi, en } = factorNames[factor];
  return words(
    { vi: `Đã thêm ${vi} vào tài khoản của bạn`, en: `Your account has ${en} now` },
    {
      vi: `Tài khoản của bạn vừa được thêm ${vi} để xác nhận khi đăng nhập.`,
      en: `Signing in to your account can be confirmed with ${en} from now on.`,
    },
  );
}

export function factorRemovedWords(factor: FactorKind): Words {
  const { vi, en } = factorNames[factor];
  return words(
    { vi: `Đã xóa ${vi} khỏi tài khoản của bạn`, en: `Your account lost ${en}` },
    {
      vi: `Tài khoản của bạn không còn dùng được ${vi} đó để xác nhận khi đăng nhập.`,
      en: `Signing in to your account can no longer be confirmed with ${en} that you had.`,
    },
  );
}

export function recoveryCodeUsedWords(left: number): Words {
  return words(
    { vi: 'Đã đăng nhập bằng mã dự phòng', en: 'A code on paper was used to sign in' },
    {
      vi: `Vừa có lần đăng nhập bằng một mã dự phòng của bạn. Còn ${left} mã.`,
      en: `Somebody signed in with one of your codes on paper. ${left} are left.`,
    },
  );
}

export function passwordChangedWords(): Words {
  return words(
    { vi: 'Mật khẩu của bạn đã được đổi', en: 'Your password was changed' },
    {
      vi: 'Mật khẩu đã được đổi; mọi nơi khác đang đăng nhập đã bị đăng xuất.',
      en: 'The password was changed, and you were signed out everywhere else.',
    },
  );
}

/** For who administers the province. @param day on which the key runs out, `31/12/2026` */
export function apiClientExpiringWords(clientId: string, days: number, day: string): Words {
  return {
    subject: {
      vi: `Khóa của hệ thống kết nối ${clientId} sắp hết hạn`,
      en: `The key of the connected system ${clientId} runs out soon`,
    },
    text: {
      vi: `Khóa của hệ thống kết nối ${clientId} hết hạn ngày ${day}, còn không quá ${days} ngày, và chưa có khóa mới. Hãy báo cơ quan chủ quản tạo khóa mới, rồi thêm khóa ở trang Hệ thống kết nối.`,
      en: `The key of the connected system ${clientId} runs out on ${day}, in ${days} days at most, and no other follows it. Have its agency make a new key, and add it on the page of connected systems.`,
    },
  };
}
