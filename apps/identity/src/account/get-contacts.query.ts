import type { GetContactsResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { askedPeople } from './asked-people.js';
import { openName } from './open-name.js';

interface Row {
  readonly subject_id: string;
  readonly kind: 'citizen' | 'officer';
  readonly full_name: Sealed;
  readonly email: Sealed | null;
  readonly language: string;
}

/** Where a message reaches people. */
export class GetContacts {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
  ) {}

  async execute(subjectIds: readonly string[]): Promise<GetContactsResponse> {
    const rows = await this.queries.read<Row>(
      'select subject_id, kind, full_name, email, language from person where subject_id = any ($1::uuid[])',
      [askedPeople(subjectIds)],
    );
    return {
      contacts: rows.map((row) => ({
        subjectId: row.subject_id,
        displayName: openName(this.sealer, row),
        ...(row.email && { email: this.sealer.open(row.email, `citizen.email:${row.subject_id}`) }),
        language: row.language,
      })),
    };
  }
}
