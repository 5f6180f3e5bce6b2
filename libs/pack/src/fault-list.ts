import type { PackFault } from './pack.js';

/** A place in a file; lines and columns count from 1. */
export interface Position {
  line: number;
  column?: number;
}

/** Collects the faults of a whole province, so that an analyst sees them all at once. */
export class FaultList {
  private readonly faults: PackFault[] = [];

  add(file: string, { line, column }: Position, reason: string): void {
    this.faults.push({ file, line, ...(column !== undefined && { column }), reason });
  }

  get isEmpty(): boolean {
    return this.faults.length === 0;
  }

  /** By file and line. */
  sorted(): PackFault[] {
    return this.faults.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  }
}
