const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const billion = 1_000_000_000;

/**
 * An amount as receipts write it out: `Hai trăm nghìn đồng chẵn`.
 * @param amountVnd whole đồng, from 0 to 10^15
 */
export function amountInWords(amountVnd: number): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd < 0 || amountVnd > 1e15)
    throw new RangeError('not an amount of whole đồng that a receipt can say');
  const words = amountVnd === 0 ? 'không đồng' : `${wordsOf(amountVnd, false)} đồng chẵn`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @param isInside larger words stand before, so that hundreds are named also where there are none */
function wordsOf(amount: number, isInside: boolean): string {
  const above = Math.floor(amount / billion);
  if (above > 0) return joined(`${wordsOf(above, isInside)} tỷ`, amount % billion && wordsOf(amount % billion, true));
  const groups = [
    [Math.floor(amount / 1_000_000), ' triệu'],
    [Math.floor(amount / 1_000) % 1_000, ' nghìn'],
    [amount % 1_000, ''],
  ] as const;
  let words = '';
  for (const [group, unit] of groups) {
    if (group > 0) words = joined(words, `${belowThousand(group, isInside || words !== '')}${unit}`);
  }
  return words;
}

function belowThousand(number: number, isInside: boolean): string {
  const hundreds = Math.floor(number / 100);
  const below = number % 100;
  if (hundreds === 0 && !isInside) return belowHundred(below);
  const words = `${word(hundreds)} trăm`;
  if (below === 0) return words;
  return joined(words, below < 10 ? `linh ${word(below)}` : belowHundred(below));
}

/** Units change their sound behind tens: mốt and tư from twenty on, lăm from ten on. */
function belowHundred(number: number): string {
  const [tens, units] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return word(units);
  const before = tens === 1 ? 'mười' : `${word(tens)} mươi`;
  if (units === 0) return before;
  const spoken = units === 5 ? 'lăm' : tens > 1 && units === 1 ? 'mốt' : tens > 1 && units === 4 ? 'tư' : word(units);
  return joined(before, spoken);
}

function word(digit: number): string {
  return digits[digit] ?? '';
}

function joined(...parts: readonly (string | number)[]): string {
  return parts.filter(Boolean).join(' ');
}
