import { useMemo } from 'react';
import { useLanguage, type Language } from './language.js';

const timeZone = 'Asia/Ho_Chi_Minh';

/** Writes dates, numbers and sizes as people here read them: dd/mm/yyyy in both languages, Vietnam's time. */
interface Format {
  /** An instant as its day, `06/05/2025`. */
  date(instant: string): string;
  /** An instant to the minute, `17:00 06/05/2025`. */
  dateTime(instant: string): string;
  /** An instant as weekday and day, for the promised date. */
  dayInWords(instant: string): string;
  number(value: number): string;
  /** An amount in đồng, `8.000 đồng`. */
  money(amountVnd: number): string;
  /** A share of 0–1 as a percentage without decimals. */
  percent(share: number): string;
  /** Bytes in the largest unit that reads well. */
  fileSize(bytes: number): string;
}

function formatFor(language: Language): Format {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    date: (instant) => day.format(new Date(instant)),
    dateTime: (instant) => `${clock.format(new Date(instant))} ${day.format(new Date(instant))}`,
    dayInWords: (instant) => `${weekday.format(new Date(instant))}, ${day.format(new Date(instant))}`,
    number: (value) => number.format(value),
    money: (amountVnd) => `${number.format(amountVnd)} ${language === 'vi' ? 'đồng' : 'VND'}`,
    percent: (share) => percent.format(share),
    fileSize: (bytes) =>
      bytes < 1024 * 1024 ? `${number.format(Math.ceil(bytes / 1024))} KB` : `${number.format(bytes / 1024 / 1024)} MB`,
  };
}

export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => formatFor(language), [language]);
}

/** A civil date `2025-05-06` as it is written here, `06/05/2025`. */
export function civilDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${day}/${month}/${year}`;
}
