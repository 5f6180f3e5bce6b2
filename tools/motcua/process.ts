import { readFile, stat } from 'node:fs/promises';
import { parseProcess, type Reason, type Refusal, type Warning } from '@motcua/process';
import type { Language } from './language.js';

/** Tells the faults of process drawings; true when all are accepted. A file that cannot be read is a fault of its own. */
export async function checkProcesses(files: readonly string[], language: Language, json: boolean): Promise<boolean> {
  let sound = true;
  for (const file of files) {
    const found = await faultsOf(file);
    const told = (faults: readonly (Refusal | Warning)[]) =>
      faults.map(({ elementId, line, reason }) => ({ elementId, line, reason: reason[language] }));
    const [refusals, warnings] = [told(found.refusals), told(found.warnings)];
    if (refusals.length > 0) sound = false;
    if (json) {
      console.log(JSON.stringify({ file, accepted: refusals.length === 0, refusals, warnings }));
    } else {
      const { accepted, refused, warning } = words[language];
      console.log(`${file}  ${refusals.length === 0 ? accepted : refused}`);
      for (const { line, elementId, reason } of refusals) console.log(`  ${line}  ${elementId}  ${reason}`);
      for (const { line, elementId, reason } of warnings) console.log(`  ${line}  ${elementId}  ${warning}: ${reason}`);
    }
  }
  return sound;
}

const words = {
  vi: { accepted: 'hợp lệ', refused: 'không hợp lệ', warning: 'cần xem lại' },
  en: { accepted: 'accepted', refused: 'refused', warning: 'warning' },
} as const;

/** Above what any analyst has drawn; a file is read whole. */
const mostBytes = 10_000_000;

async function faultsOf(
  file: string,
): Promise<{ readonly refusals: readonly Refusal[]; readonly warnings: readonly Warning[] }> {
  try {
    const parsed = await parseProcess(await textOf(file));
    return 'refusals' in parsed
      ? { refusals: parsed.refusals, warnings: [] }
      : { refusals: [], warnings: parsed.warnings };
  } catch (error) {
    return { refusals: [{ elementId: '', line: 0, reason: reasonOf(error) }], warnings: [] };
  }
}

class Unreadable extends Error {
  constructor(readonly reason: Reason) {
    super(reason.en);
  }
}

/** The text of a drawing: in UTF-8, or in UTF-16 where its first bytes say so. */
async function textOf(file: string): Promise<string> {
  const { size, isRegular } = await stat(file).then((found) => ({ size: found.size, isRegular: found.isFile() }));
  // A pipe or a device may never end.
  if (!isRegular) throw new Unreadable({ vi: 'không phải là tệp', en: 'is no file' });
  if (size > mostBytes) {
    throw new Unreadable({
      vi: `có ${size} byte, nhiều hơn ${mostBytes}`,
      en: `has ${size} bytes, more than ${mostBytes}`,
    });
  }
  const bytes = await readFile(file);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return withoutForeignEncoding(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    const name = encoding.toUpperCase();
    throw new Unreadable({ vi: `không phải văn bản ${name}`, en: `is no text in ${name}` });
  }
}

/** It is decoded by now: what the declaration said of its bytes is no longer so. */
function withoutForeignEncoding(text: string): string {
  return text.replace(/^(<\?xml[^>]*encoding=)(['"])UTF-16(?:LE|BE)?\2/i, '$1$2UTF-8$2');
}

const noSuchFile: Reason = { vi: 'không có tệp này', en: 'there is no such file' };
const forbidden: Reason = { vi: 'không được phép đọc', en: 'may not be read' };
const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: noSuchFile,
  ENOTDIR: noSuchFile,
  EACCES: forbidden,
  EPERM: forbidden,
  ELOOP: { vi: 'là liên kết trỏ về chính nó', en: 'is a link that leads back to itself' },
  ENAMETOOLONG: { vi: 'tên quá dài', en: 'the name is too long' },
};

function reasonOf(error: unknown): Reason {
  if (error instanceof Unreadable) return error.reason;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Whatever is wrong with the reader itself is no fault of the other files.
  const said = error instanceof Error ? error.message : 'unknown';
  return reasons[code] ?? { vi: `không đọc được: "${said}"`, en: `cannot be read: "${said}"` };
}
