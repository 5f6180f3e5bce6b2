import type { BilingualText, FormatName } from './form-definition.js';

interface Format {
  accepts(text: string): boolean;
  /** What the text must be, to be read after the field's label. */
  demand: BilingualText;
}

/** The formats of forms, each with its test and with what it demands of the applicant. */
export const formats: Readonly<Record<FormatName, Format>> = {
  date: {
    accepts: isPlausibleDate,
    demand: { vi: 'phải là một ngày có thật, từ năm 1800 đến năm 2200', en: 'must be a real date from 1800 to 2200' },
  },
  email: {
    accepts: isEmail,
    demand: {
      vi: 'chưa đúng, ví dụ ten@vidu.vn',
      en: 'is not right; it looks like name@example.vn',
    },
  },
  'phone-vn': {
    accepts: (text) => /^(?:0|\+84)(?:[35789]\d{8}|2\d{9})$/.test(text),
    demand: {
      vi: 'chưa đúng, ví dụ 0912345678',
      en: 'is not right; it looks like 0912345678',
    },
  },
  'personal-identity-number': {
    accepts: (text) => /^\d{12}$/.test(text),
    demand: { vi: 'phải gồm đúng 12 chữ số', en: 'must have exactly 12 digits' },
  },
  'tax-code': {
    accepts: isTaxCode,
    demand: {
      vi: 'chưa đúng; mã số thuế gồm 10, 12 hoặc 13 chữ số',
      en: 'is not right; a tax code has 10, 12 or 13 digits',
    },
  },
  'commune-code': {
    accepts: (text) => /^\d{5}$/.test(text),
    demand: { vi: 'phải chọn trong danh sách xã, phường', en: 'must be chosen from the list of communes and wards' },
  },
};

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that exists; the years 0001 and 9999 of careless programs are no dates of people. */
function isPlausibleDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1800 || year > 2200) return false;
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return day >= 1 && day <= (daysOfMonth[month - 1] ?? 0) + leapDay;
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0));
  const host = text.slice(at + 1);
  return (
    /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u.test(name) &&
    !/^\.|\.\.|\.$/.test(name) &&
    host.length <= 253 &&
    host.includes('.') &&
    host.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
  );
}

const taxCodeWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * 10 digits whose last one checks the others, the same with a branch of 3 digits, or a personal identity number.
 * @source Thông tư 86/2024/TT-BTC
 */
function isTaxCode(text: string): boolean {
  if (/^\d{12}$/.test(text)) return true;
  if (!/^\d{10}(?:-?\d{3})?$/.test(text)) return false;
  const sum = taxCodeWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return 10 - (sum % 11) === Number(text[9]);
}
