const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/OPR\/|Opera/, 'opera'],
  [/coc_coc_browser/i, 'coccoc'],
  [/SamsungBrowser\//, 'samsung'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'chrome'],
  [/Safari\//, 'safari'],
];

const systems: readonly [RegExp, string][] = [
  [/Android/, 'android'],
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Windows/, 'windows'],
  [/CrOS/, 'chromeos'],
  [/Mac OS X/, 'mac'],
  [/Linux/, 'linux'],
];

/** What a person knows a device by, `chrome/windows`; `other` for what is not known. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (known: readonly [RegExp, string][]) =>
    known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? 'other';
  return `${find(browsers)}/${find(systems)}`;
}
