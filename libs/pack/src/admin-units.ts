import type { FaultList } from './fault-list.js';
import type { CsvRow } from './read-csv.js';
import { readCsv } from './read-csv.js';

/** An administrative unit by its official code; provinces have no parent. */
export interface AdminUnit {
  code: string;
  parentCode?: string;
  name: string;
}

/** Which old commune went into which new one: the whole, a part, or the rest after parts went elsewhere. */
export interface AdminUnitSuccessor {
  oldCode: string;
  newCode: string;
  extent: 'whole' | 'part' | 'rest';
  /** The wording of the source. */
  asWritten: string;
}

/** The units until 30 June 2025, the units since 1 July 2025, and what became of what. */
export interface AdminUnits {
  before: AdminUnit[];
  since: AdminUnit[];
  successors: AdminUnitSuccessor[];
}

/** @source Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg */
export const TWO_LEVELS_SINCE = '2025-07-01';

export const adminUnitFiles = {
  before: 'admin-units/before-2025-07-01.csv',
  since: 'admin-units/since-2025-07-01.csv',
  successors: 'admin-units/successors-2025-07-01.csv',
} as const;

/** Reads the three lists of units; codes that exist nowhere or twice are faults. */
export function readAdminUnits(texts: Record<keyof AdminUnits, string>, faults: FaultList): AdminUnits {
  const before = readUnits(adminUnitFiles.before, texts.before, faults);
  const since = readUnits(adminUnitFiles.since, texts.since, faults);
  return { before, since, successors: readSuccessors(texts.successors, { before, since }, faults) };
}

function readUnits(file: string, text: string, faults: FaultList): AdminUnit[] {
  const rows = readCsv(file, text, ['code', 'parent_code', 'name'], faults);
  const codes = new Set<string>();
  const units = rows.map((row) => {
    const [code, parentCode, name] = [cellOf(row, 'code'), cellOf(row, 'parent_code'), cellOf(row, 'name')];
    if (!/^\d{2,5}$/.test(code))
      faults.add(file, row, {
        vi: `"${code}" không phải mã đơn vị hành chính`,
        en: `"${code}" is no code of an administrative unit`,
      });
    if (codes.has(code))
      faults.add(file, row, { vi: `mã ${code} được nêu hai lần`, en: `the code ${code} stands here twice` });
    if (name.trim() === '') faults.add(file, row, { vi: 'thiếu tên', en: 'the name is missing' });
    codes.add(code);
    return { code, name, ...(parentCode !== '' && { parentCode }) };
  });
  for (const row of rows) {
    const parentCode = cellOf(row, 'parent_code');
    if (parentCode !== '' && !codes.has(parentCode))
      faults.add(file, row, {
        vi: `đơn vị cấp trên ${parentCode} không tồn tại`,
        en: `the parent ${parentCode} does not exist`,
      });
  }
  return units;
}

function readSuccessors(
  text: string,
  { before, since }: Pick<AdminUnits, 'before' | 'since'>,
  faults: FaultList,
): AdminUnitSuccessor[] {
  const file = adminUnitFiles.successors;
  const [oldCodes, newCodes] = [before, since].map((units) => new Set(units.map(({ code }) => code)));
  return readCsv(file, text, ['old_code', 'new_code', 'extent', 'as_written'], faults).flatMap((row) => {
    const [oldCode, newCode, extent] = [cellOf(row, 'old_code'), cellOf(row, 'new_code'), cellOf(row, 'extent')];
    if (!oldCodes?.has(oldCode))
      faults.add(file, row, {
        vi: `trước đây không đơn vị nào có mã ${oldCode}`,
        en: `no unit had the code ${oldCode} before`,
      });
    if (!newCodes?.has(newCode))
      faults.add(file, row, {
        vi: `hiện nay không đơn vị nào có mã ${newCode}`,
        en: `no unit has the code ${newCode} now`,
      });
    if (extent !== 'whole' && extent !== 'part' && extent !== 'rest') {
      faults.add(file, row, {
        vi: `extent là whole, part hoặc rest, không phải "${extent}"`,
        en: `the extent is whole, part or rest, not "${extent}"`,
      });
      return [];
    }
    return [{ oldCode, newCode, extent, asWritten: cellOf(row, 'as_written') }];
  });
}

function cellOf({ cells }: CsvRow, column: string): string {
  return cells.get(column) ?? '';
}
