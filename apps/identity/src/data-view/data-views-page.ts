import { personalDataRules } from '@motcua/pack';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { nameCell } from '../account/open-name.js';
import type { Text } from '../bilingual-text.js';
import { civilDayOf } from '../civil-day.js';
import type { StagedProvince } from '../province/staged-province.js';
import type { DataView, DataViewList } from './data-view.schemas.js';

/** A trace with the words for it. */
export interface ShownRow {
  readonly event_id: string;
  readonly shown_at: Date;
  readonly dossier_id: string;
  readonly dossier_number: string;
  readonly agency_code: string;
  readonly position_code: string;
  readonly officer_id: string;
  readonly officer_name: Sealed | null;
  readonly agency: Text | null;
  readonly position: Text | null;
  readonly purpose: string;
  readonly what: DataView['what'];
  readonly automatic: boolean;
}

/** The columns of a trace `v`; an agency is named as it was called then. */
export const shownColumns = `v.event_id, v.shown_at, v.dossier_id, coalesce(v.dossier_code, v.tracking_number) as dossier_number,
  v.agency_code, v.position_code, v.officer_id, v.purpose, v.what, v.automatic,
  (select o.full_name from officer o where o.id = v.officer_id) as officer_name,
  (select jsonb_build_object('vi', g.name_vi, 'en', g.name_en) from agency g where g.code = v.agency_code
      and daterange(g.valid_from, g.valid_to) @> (v.shown_at at time zone 'Asia/Ho_Chi_Minh')::date) as agency,
  (select jsonb_build_object('vi', p.title_vi, 'en', p.title_en) from position p where p.code = v.position_code) as position`;

/**
 * A page of traces in words.
 * @param rows one more than the page shows, when there is another page
 */
export function dataViewsPage(
  rows: readonly ShownRow[],
  limit: number,
  { province }: StagedProvince,
  sealer: Sealer,
  isOfficerNamed: (day: string) => boolean,
): DataViewList {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => {
      const day = civilDayOf(row.shown_at);
      const { purposes } = personalDataRules(province, day);
      return {
        id: row.event_id,
        shownAt: row.shown_at.toISOString(),
        agencyName: row.agency ?? named(row.agency_code),
        positionTitle: row.position ?? named(row.position_code),
        ...(row.officer_name &&
          isOfficerNamed(day) && {
            officerName: sealer.open(row.officer_name, nameCell('officer', row.officer_id)),
          }),
        purpose: purposes.find(({ code }) => code === row.purpose)?.name ?? named(row.purpose),
        what: row.what,
        automatic: row.automatic,
        dossierId: row.dossier_id,
        dossierNumber: row.dossier_number,
      };
    }),
    ...(last && { next: cursorOf(last) }),
  };
}

/** What the province has no word for any more keeps its code. */
function named(code: string): Text {
  return { vi: code, en: code };
}

function cursorOf({ shown_at: at, event_id: id }: ShownRow): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/**
 * What the next page begins before; the end of time for the first one.
 * @throws InputInvalid (422) no page gave it
 */
export function startOf(cursor: string | undefined, pointer: string): { at: string; id: string } {
  if (cursor === undefined) return { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const [, at, id] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  if (at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at))) return { at, id };
  const text = {
    vi: 'Không phải là vị trí mà trang trước đã trả về.',
    en: 'This is not what the page before gave as `next`.',
  };
  throw new InputInvalid(undefined, { faults: [{ pointer, code: 'cursor', text }] });
}
