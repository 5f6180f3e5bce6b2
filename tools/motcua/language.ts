import type { Reason } from '@motcua/process';
import { UsageFault } from '../command-line.js';

export type Language = keyof Reason;

/** The language that was asked for, else that of the terminal: Vietnamese where `LANG` begins with `vi`, else English. */
export function languageOf(given: string | undefined, { LANG: terminal = '' }: NodeJS.ProcessEnv): Language {
  if (given === 'vi' || given === 'en') return given;
  if (given === undefined) return /^vi\b|^vi_/i.test(terminal) ? 'vi' : 'en';
  throw new UsageFault('--language is vi or en / --language là vi hoặc en');
}
