import { readFile, stat } from 'node:fs/promises';
import { parseProcess } from '@motcua/process';

/** Tells the faults of process drawings; true when all are accepted. A file that cannot be read is a fault of its own. */
export async function checkProcesses(files: readonly string[], json: boolean): Promise<boolean> {
  let sound = true;
  for (const file of files) {
    const { refusals, warnings } = await faultsOf(file);
    if (refusals.length > 0) sound = false;
    if (json) {
      console.log(JSON.stringify({ file, accepted: refusals.length === 0, refusals, warnings }));
    } else {
      console.log(refusals.length === 0 ? `${file}  accepted` : `${file}  refused`);
      for (const { line, elementId, reason } of refusals) console.log(`  ${line}  ${elementId}  ${reason}`);
      for (const { line, elementId, reason } of warnings) console.log(`  ${line}  ${elementId}  warning: ${reason}`);
    }
  }
  return sound;
}

interface DrawingFault {
  readonly elementId: string;
  readonly line: number;
  readonly reason: string;
}

/** Above what any analyst has drawn; a file is read whole. */
const mostBytes = 10_000_000;

async function faultsOf(
  file: string,
): Promise<{ readonly refusals: readonly DrawingFault[]; readonly warnings: readonly DrawingFault[] }> {
  try {
    const parsed = await parseProcess(await textOf(file));
    return 'refusals' in parsed
      ? { refusals: parsed.refusals, warnings: [] }
      : { refusals: [], warnings: parsed.warnings };
  } catch (error) {
    return { refusals: [{ elementId: '', line: 0, reason: reasonOf(error) }], warnings: [] };
  }
}

class Unreadable extends Error {}

/** The text of a drawing: in UTF-8, or in UTF-16 where its first bytes say so. */
async function textOf(file: string): Promise<string> {
  const { size, isRegular } = await stat(file).then((found) => ({ size: found.size, isRegular: found.isFile() }));
  // A pipe or a device may never end.
  if (!isRegular) throw new Unreadable('is no file');
  if (size > mostBytes) throw new Unreadable(`has ${size} bytes, more than ${mostBytes}`);
  const bytes = await readFile(file);
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return withoutForeignEncoding(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    throw new Unreadable(`is no text in ${encoding.toUpperCase()}`);
  }
}

/** It is decoded by now: what the declaration said of its bytes is no longer so. */
function withoutForeignEncoding(text: string): string {
  return text.replace(/^(<\?xml[^>]*encoding=)(['"])UTF-16(?:LE|BE)?\2/i, '$1$2UTF-8$2');
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  ELOOP: 'is a link that leads back to itself',
  ENAMETOOLONG: 'the name is too long',
};

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Whatever is wrong with the reader itself is no fault of the other files.
  return reasons[code] ?? `cannot be read: ${error instanceof Error ? error.message : 'unknown'}`;
}
