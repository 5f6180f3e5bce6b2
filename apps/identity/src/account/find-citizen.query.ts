import type { FindCitizenResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import { citizenIndex } from './citizen-index.js';

/** Finds a citizen by the personal identity number, through its blind index. */
export class FindCitizen {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
  ) {}

  async execute(identityNumber: string): Promise<FindCitizenResponse> {
    const [citizen] = await this.queries.read<{ id: string }>(
      'select id from citizen where identity_number_index = $1',
      [citizenIndex(this.sealer, identityNumber)],
    );
    return citizen ? { citizenId: citizen.id } : {};
  }
}
