import { event, type Tx } from '@motcua/service-kit/database';
import { civilDayOf } from '../civil-day.js';
import { endSessionsOf } from '../session/end-session.js';
import type { GivePositionInput } from './officer.schemas.js';
import { DaysNotPossible, PositionHeld, PositionNotOffered } from './officer.problems.js';

/**
 * Gives an officer, whose row is locked or new, a position. Whose rights change today signs in anew.
 * @throws DaysNotPossible (422), PositionNotOffered (422), PositionHeld (409)
 */
export async function assignPosition(tx: Tx, officerId: string, input: GivePositionInput, pointer = ''): Promise<void> {
  const { agencyCode, positionCode, validFrom, validTo } = input;
  const today = civilDayOf(tx.at);
  if (validFrom < today) throw new DaysNotPossible(undefined, { faults: [past(`${pointer}/validFrom`)] });
  if (validTo !== undefined && validTo <= validFrom)
    throw new DaysNotPossible(undefined, { faults: [past(`${pointer}/validTo`)] });
  const [found] = await tx.query<{ offered: boolean; held: boolean }>(
    `select exists (select from agency g join position p on p.code = $3 and g.kind = any (p.agency_kinds)
                     where g.code = $2 and daterange(g.valid_from, g.valid_to) @> $4::date) as offered,
            exists (select from assignment a
                     where (a.officer_id, a.agency_code, a.position_code) = ($1::uuid, $2, $3)
                       and daterange(a.valid_from, a.valid_to) && daterange($4::date, $5::date)) as held`,
    [officerId, agencyCode, positionCode, validFrom, validTo ?? null],
  );
  if (!found?.offered) {
    const text = { vi: 'Cơ quan không có vị trí này.', en: 'The agency has no such position.' };
    throw new PositionNotOffered(undefined, {
      faults: [{ pointer: `${pointer}/positionCode`, code: 'notOffered', text }],
    });
  }
  if (found.held) throw new PositionHeld();
  await tx.query(
    'insert into assignment (officer_id, agency_code, position_code, valid_from, valid_to) values ($1, $2, $3, $4, $5)',
    [officerId, agencyCode, positionCode, validFrom, validTo ?? null],
  );
  if (validFrom === today) await endSessionsOf(tx, [officerId]);
  tx.record(event('officer.assigned', officerId, { officerId, agencyCode, positionCode, validFrom, validTo }));
}

export function past(pointer: string) {
  return {
    pointer,
    code: 'past',
    text: { vi: 'Chọn một ngày từ hôm nay trở đi.', en: 'Choose a day from today on.' },
  };
}
