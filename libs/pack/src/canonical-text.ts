/**
 * The content of a province as one text, the same whatever the order of the files and their line ends; its SHA-256 is the pack's
 * hash. README files explain and are no content.
 */
export function canonicalText(files: ReadonlyMap<string, string>): string {
  const content = [...files]
    .filter(([file]) => !file.endsWith('README.md'))
    .map(([file, text]): [string, string] => [file, text.replaceAll('\r\n', '\n')])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(content);
}
