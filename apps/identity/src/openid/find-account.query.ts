import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { openName } from '../account/open-name.js';
import { civilDayOf } from '../civil-day.js';

interface Row {
  readonly subject_id: string;
  readonly kind: 'citizen' | 'officer';
  readonly full_name: Sealed;
  readonly language: 'vi' | 'en';
  readonly positions: { agency: string; position: string }[];
}

/** What an application may learn of a person. */
export interface OpenidAccount {
  readonly kind: 'citizen' | 'officer';
  readonly name: string;
  readonly locale: 'vi' | 'en';
  readonly positions: readonly { readonly agency: string; readonly position: string }[];
}

/** Finds who an application asks about; nobody when the account is disabled, or for demonstration alone where there is none. */
export class FindAccount {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean },
  ) {}

  async execute(subjectId: string): Promise<OpenidAccount | undefined> {
    const [row] = await this.queries.read<Row>(
      `select p.subject_id, p.kind, p.full_name, p.language,
              (select coalesce(jsonb_agg(jsonb_build_object('agency', agency_code, 'position', position_code)
                                         order by agency_code, position_code), '[]')
                 from held_position where officer_id = p.subject_id and days @> $2::date) as positions
         from person p where p.subject_id = $1::uuid and p.disabled_at is null and (not p.demo or $3)`,
      [subjectId, civilDayOf(this.clock.now()), this.config.demo],
    );
    if (!row) return undefined;
    return { kind: row.kind, name: openName(this.sealer, row), locale: row.language, positions: row.positions };
  }
}
