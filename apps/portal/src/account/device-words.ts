import type { Spoken } from '../language/messages.js';
import type { accountMessages } from './account.messages.js';

const browsers: Readonly<Record<string, string>> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  opera: 'Opera',
  coccoc: 'Cốc Cốc',
  samsung: 'Samsung Internet',
};
const telephones: Readonly<Record<string, string>> = { android: 'Android', iphone: 'iPhone', ipad: 'iPad' };
const computers: Readonly<Record<string, string>> = {
  windows: 'Windows',
  mac: 'Mac',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};

/** A device as people call it: `Chrome trên máy tính Windows`. */
export function deviceWords(device: string, m: Spoken<typeof accountMessages>): string {
  const [browser = '', system = ''] = device.split('/');
  const telephone = telephones[system];
  const computer = computers[system];
  const place = telephone ? m.telephone(telephone) : computer ? m.computer(computer) : m.unknownSystem;
  return m.device(browsers[browser] ?? m.unknownBrowser, place);
}
