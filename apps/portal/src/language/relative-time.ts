import type { Language } from './language.js';

const units = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How far an instant is from now, in the largest unit that it fills: `5 phút trước`, `sau 2 giờ nữa`. */
export function relativeTime(instant: string, nowMs: number, language: Language): string {
  const distanceMs = Date.parse(instant) - nowMs;
  const [unit, sizeMs] = units.find(([, size]) => Math.abs(distanceMs) >= size) ?? ['second', 1_000];
  const distance = Math.trunc(distanceMs / sizeMs);
  // Numbers, not words such as `hôm kia`; only nothing at all is `bây giờ`.
  return new Intl.RelativeTimeFormat(language, { numeric: distance === 0 ? 'auto' : 'always' }).format(distance, unit);
}
