import type { FindHoldersResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';

const most = 200;

/** Who holds positions today: those to whom a message to a position goes. */
export class FindHolders {
  constructor(
    private readonly queries: Queries,
    private readonly clock: Clock,
  ) {}

  /**
   * @param positions as `<agency>/<position>`
   * @throws InputInvalid for more than 200
   */
  async execute(positions: readonly string[]): Promise<FindHoldersResponse> {
    if (positions.length > most) throw tooMany();
    const rows = await this.queries.read<{ officer_id: string }>(
      `select distinct h.officer_id
         from held_position h join officer o on o.id = h.officer_id
        where h.agency_code || '/' || h.position_code = any ($1::text[]) and h.agency_code = any ($2::text[])
          and h.days @> $3::date and o.disabled_at is null
        order by 1`,
      [positions, positions.map((position) => position.split('/', 1).join('')), civilDayOf(this.clock.now())],
    );
    return { officerIds: rows.map((row) => row.officer_id) };
  }
}

function tooMany(): InputInvalid {
  const text = { vi: `Không được quá ${most} mục.`, en: `At most ${most} items are allowed.` };
  return new InputInvalid(undefined, { faults: [{ pointer: '/positions', code: 'maxItems', text }] });
}
