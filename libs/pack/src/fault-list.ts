import type { Reason } from '@motcua/process';
import type { PackFault } from './pack.js';

/** A place in a file; lines and columns count from 1. */
export interface Position {
  line: number;
  column?: number;
}

/** Beyond this nobody reads on, and a broken file would fill the memory with its faults. */
const MAX_FAULTS_OF_FILE = 200;

/** Collects the faults of a whole province, so that an analyst sees them all at once. */
export class FaultList {
  private readonly faults: PackFault[] = [];
  private readonly countByFile = new Map<string, number>();

  add(file: string, { line, column }: Position, reason: Reason): void {
    const count = (this.countByFile.get(file) ?? 0) + 1;
    this.countByFile.set(file, count);
    if (count <= MAX_FAULTS_OF_FILE) this.faults.push({ file, line, ...(column !== undefined && { column }), reason });
  }

  get isEmpty(): boolean {
    return this.faults.length === 0;
  }

  /** By file and line. */
  sorted(): PackFault[] {
    const more = [...this.countByFile]
      .filter(([, count]) => count > MAX_FAULTS_OF_FILE)
      .map(([file, count]) => {
        const hidden = count - MAX_FAULTS_OF_FILE;
        return { file, line: 1, reason: { vi: `còn ${hidden} lỗi nữa`, en: `has ${hidden} more faults` } };
      });
    return [...this.faults, ...more].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }
}
