import type { Fee } from '@motcua/pack';
import type { Limit } from '@motcua/working-time';
import type { Text } from '@motcua/service-kit/errors';

/** A limit as decisions write it: two digits below ten. */
export function timeLimitText({ n, unit }: Limit): Text {
  const vi = Number.isInteger(n) ? String(n).padStart(2, '0') : String(n).replace('.', ',');
  const s = n === 1 ? '' : 's';
  switch (unit) {
    case 'workingDay':
      return { vi: `${vi} ngày làm việc`, en: `${n} working day${s}` };
    case 'calendarDay':
      return { vi: `${vi} ngày`, en: `${n} day${s}` };
    case 'workingHour':
      return { vi: `${vi} giờ làm việc`, en: `${n} working hour${s}` };
    case 'sameDay':
      return { vi: 'Trong ngày làm việc', en: 'Within the working day' };
  }
}

/** Whole đồng: `8.000 đồng`, `8,000 VND`. */
export function amountText(amountVnd: number): Text {
  return { vi: `${amountVnd.toLocaleString('vi-VN')} đồng`, en: `${amountVnd.toLocaleString('en-GB')} VND` };
}

export function feeText(fee: Fee): Text {
  if (!fee.perPage) return fee.amountVnd ? amountText(fee.amountVnd) : { vi: 'Không thu', en: 'Free of charge' };
  const { firstPages, amountVnd, thenAmountVnd, capVndPerCopy } = fee.perPage;
  const [first, then, cap] = [amountText(amountVnd), amountText(thenAmountVnd), amountText(capVndPerCopy)];
  return {
    vi: `${first.vi}/trang; từ trang thứ ${firstPages + 1}: ${then.vi}/trang; tối đa ${cap.vi}/bản`,
    en: `${first.en} a page; from page ${firstPages + 1} on ${then.en} a page; at most ${cap.en} a copy`,
  };
}

/** The fees of a procedure in one line for lists; one that is due in some cases only is named. */
export function feesText(fees: readonly Fee[]): Text {
  const free = { vi: 'Không thu', en: 'Free of charge' };
  const texts = fees.map((fee) => {
    const text = feeText(fee);
    if (!fee.appliesWhen) return text;
    return { vi: `${fee.name.vi}: ${text.vi}`, en: `${fee.name.en}: ${text.en}` };
  });
  const all = fees.some((fee) => !fee.appliesWhen) ? texts : [free, ...texts];
  return { vi: all.map((text) => text.vi).join('; '), en: all.map((text) => text.en).join('; ') };
}

export const subjectWords = {
  citizen: { vi: 'Công dân', en: 'Citizens' },
  business: { vi: 'Doanh nghiệp, hộ kinh doanh', en: 'Businesses' },
  organisation: { vi: 'Cơ quan, tổ chức', en: 'Organisations' },
} as const satisfies Record<string, Text>;

export const copyKindWords = {
  original: { vi: 'Bản chính', en: 'Original' },
  certifiedCopy: { vi: 'Bản sao chứng thực', en: 'Certified copy' },
  photocopy: { vi: 'Bản chụp', en: 'Photocopy' },
  electronic: { vi: 'Bản điện tử', en: 'Electronic' },
} as const satisfies Record<string, Text>;

/** Empty where the kind was not told. */
export function copyKindText(kind: string | null): Text {
  for (const [known, text] of Object.entries(copyKindWords)) if (known === kind) return text;
  return { vi: '', en: '' };
}
