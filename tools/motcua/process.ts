import { readFile } from 'node:fs/promises';
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

async function faultsOf(
  file: string,
): Promise<{ readonly refusals: readonly DrawingFault[]; readonly warnings: readonly DrawingFault[] }> {
  try {
    const parsed = await parseProcess(await readFile(file, 'utf8'));
    return 'refusals' in parsed
      ? { refusals: parsed.refusals, warnings: [] }
      : { refusals: [], warnings: parsed.warnings };
  } catch (error) {
    return {
      refusals: [{ elementId: '', line: 0, reason: error instanceof Error ? error.message : 'cannot be read' }],
      warnings: [],
    };
  }
}
