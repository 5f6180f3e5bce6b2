import type { Random } from './random.js';

const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Huỳnh',
  'Võ',
  'Đặng',
  'Bùi',
  'Lâm',
  'Châu',
  'Thạch',
  'Danh',
  'Lý',
  'Trương',
  'Quách',
];
const middles = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Minh', 'Hoàng', 'Thị Bích', 'Quốc', 'Thị Kim', 'Phước', 'Thanh'];
const given = [
  'An',
  'Bình',
  'Châu',
  'Dũng',
  'Đào',
  'Hạnh',
  'Hiếu',
  'Khánh',
  'Lan',
  'Mai',
  'Nghĩa',
  'Phúc',
  'Quyên',
  'Sơn',
  'Tâm',
  'Thảo',
  'Uyên',
  'Vinh',
  'Yến',
];
const streets = [
  'Trần Phú',
  'Hòa Bình',
  'Lê Lợi',
  'Cao Văn Lầu',
  'Ninh Bình',
  'Võ Thị Sáu',
  '30 tháng 4',
  'Nguyễn Tất Thành',
  'Tôn Đức Thắng',
];

/** Invented names and addresses, as people of the province bear them. */
export function personName(random: Random): string {
  return `${random.pick(families)} ${random.pick(middles)} ${random.pick(given)}`;
}

export function streetAddress(random: Random): string {
  return `Số ${random.whole(1, 320)}, đường ${random.pick(streets)}`;
}

/**
 * Twelve digits: province of birth registration, century and sex, year, six random ones.
 * @source Nghị định 137/2015/NĐ-CP, Điều 13
 */
export function identityNumber(random: Random): string {
  const year = String(random.whole(55, 99));
  return `${random.pick(['095', '096'])}${random.whole(0, 1)}${year}${String(random.whole(0, 999_999)).padStart(6, '0')}`;
}

export function phoneNumber(random: Random): string {
  return `09${String(random.whole(0, 99_999_999)).padStart(8, '0')}`;
}
