import type { Language } from '../language/language.js';

const units = {
  vi: { day: 'ngày', hour: 'giờ', minute: 'phút', second: 'giây' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
} as const;

/** A time that has passed, in its two largest units: `1 ngày 3 giờ`, `1 d 3 h`. */
export function durationInWords(seconds: number, language: Language): string {
  const { day, hour, minute, second } = units[language];
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 86_400), day],
    [Math.floor(seconds / 3_600) % 24, hour],
    [Math.floor(seconds / 60) % 60, minute],
    [Math.floor(seconds) % 60, second],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return `0 ${second}`;
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
