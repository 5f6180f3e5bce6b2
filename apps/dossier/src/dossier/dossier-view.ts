import { InputInvalid } from '@motcua/service-kit/errors';
import { remaining } from '@motcua/working-time';
import type { PreparedProcedure, Rules } from '../rules/rules.js';
import type { ClockView, DossierSummary } from './dossier.schemas.js';

/** The columns that every view of a dossier begins with. */
export interface DossierRow {
  readonly id: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly state: DossierSummary['state'];
  readonly decision: 'approved' | 'refused' | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly competent_agency_code: string;
  readonly submitted_at: Date;
  readonly due_at: Date | null;
  readonly due_provisional: boolean;
  readonly paused_grounds: readonly string[];
  readonly timeliness: 'early' | 'onTime' | 'overdue' | null;
  readonly fee_state: 'none' | 'due' | 'paid' | 'partlyRefunded' | 'refunded';
}

export const dossierColumns = `d.id, d.tracking_number, d.code, d.state, d.decision, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash,
  d.competent_agency_code, d.submitted_at, d.due_at, d.due_provisional, d.paused_grounds, d.timeliness, d.fee_state`;

export function clockOf(
  row: Pick<DossierRow, 'due_at' | 'due_provisional' | 'paused_grounds' | 'timeliness'>,
  { calendar }: Pick<PreparedProcedure, 'calendar'>,
  now: Date,
): ClockView {
  if (!row.due_at) return { state: 'notStarted' };
  const dueAt = row.due_at.toISOString();
  if (row.timeliness) return { state: 'stopped', dueAt, timeliness: row.timeliness };
  if (row.paused_grounds.length > 0) return { state: 'paused', dueAt, pausedGrounds: [...row.paused_grounds] };
  const { state, workingMinutes } = remaining(calendar, now, row.due_at);
  return { state, dueAt, workingMinutesLeft: workingMinutes, ...(row.due_provisional && { provisional: true }) };
}

export function summaryOf(row: DossierRow, rules: Rules, now: Date): DossierSummary {
  const procedure = rules.procedureOf(row);
  return {
    id: row.id,
    trackingNumber: row.tracking_number,
    ...(row.code !== null && { code: row.code }),
    procedure: { code: row.procedure_code, name: procedure.definition.name },
    state: row.state,
    ...(row.decision && { decision: row.decision }),
    competentAgency: {
      code: row.competent_agency_code,
      name: rules.agencyName(row.competent_agency_code, row.submitted_at),
    },
    submittedAt: row.submitted_at.toISOString(),
    ...(row.due_at && { dueAt: row.due_at.toISOString() }),
    clock: clockOf(row, procedure, now),
  };
}

/**
 * The state as citizens and the national portal know it: 1 mới đăng ký, 2 được tiếp nhận, 3 không được tiếp nhận, 4 đang xử lý, 5 yêu cầu bổ
 * sung giấy tờ, 6 yêu cầu thực hiện nghĩa vụ tài chính, 7 công dân yêu cầu rút hồ sơ, 8 dừng xử lý, 9 đã xử lý xong, 10 đã trả kết quả.
 * A dossier whose first step after acceptance is still to be done counts as accepted.
 */
export function nationalStateOf(
  { state, paused_grounds: grounds }: Pick<DossierRow, 'state' | 'paused_grounds'>,
  worked: boolean,
): number {
  switch (state) {
    case 'submitted':
      return grounds.includes('supplement') ? 5 : 1;
    case 'inProcess':
      if (grounds.includes('supplement')) return 5;
      if (grounds.includes('financialObligation') || grounds.includes('feePending')) return 6;
      return worked ? 4 : 2;
    case 'decided':
      return 9;
    case 'returned':
      return 10;
    case 'rejected':
      return 3;
    case 'withdrawn':
      return 7;
    case 'stopped':
      return 8;
  }
}

/** `Nguyễn Thị Bảo Ngọc` → `Nguyễn T. B. Ngọc`: enough to tell dossiers apart in a list. */
export function maskName(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  return words
    .map((word, index) => (index === 0 || index === words.length - 1 ? word : `${word.charAt(0)}.`))
    .join(' ');
}

/** The end of a page: what the next one starts after. */
export function cursorOf(at: Date, id: string): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/**
 * Where the page before ended, from the `next` that it gave.
 * @throws InputInvalid (422) something else was sent
 */
export function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = cursorShape.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const instant = new Date(at ?? '');
  if (!id || Number.isNaN(instant.getTime())) throw unknownCursor();
  return { at: instant, id };
}

export function unknownCursor(): InputInvalid {
  const text = {
    vi: 'Không phải là vị trí mà trang trước đã trả về.',
    en: 'This is not what the page before gave as `next`.',
  };
  return new InputInvalid(undefined, { faults: [{ pointer: '?after', code: 'cursor', text }] });
}

const cursorShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
