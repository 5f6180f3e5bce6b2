import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import { civilDayOf } from '../civil-day.js';
import type { StagedProvince } from '../province/staged-province.js';

/** Whose sign-in is looked at. */
interface Person {
  readonly id: string;
  readonly kind: 'citizen' | 'officer';
}

interface Row {
  readonly demo: boolean;
  readonly has_factor: boolean;
  readonly roles: readonly string[];
}

/** What a person's second factor is to be. */
export interface Demand {
  /** A demonstration account, which everybody enters by one click: it is asked for nothing. */
  readonly exempt: boolean;
  /** A role of the person asks for one, by the province in force. */
  readonly required: boolean;
  readonly has: boolean;
}

/**
 * Decides whether a password is enough. Who has a second factor is asked for it; whose role wants one and who has none adds one first.
 * Demonstration accounts are exempt. They exist for sign-in in demonstration mode alone.
 */
export class DemandedFactor {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<StagedProvince>,
  ) {}

  async of({ id, kind }: Person, at: Date): Promise<Demand> {
    const [row] = await this.queries.read<Row>(
      `select p.demo,
              exists (select from totp where subject_id = p.subject_id and confirmed_at is not null)
                or exists (select from passkey where subject_id = p.subject_id) as has_factor,
              array(select distinct role from held_position h, unnest(h.roles) as role
                     where h.officer_id = p.subject_id and h.days @> $2::date) as roles
         from person p where p.subject_id = $1 and p.kind = $3`,
      [id, civilDayOf(at), kind],
    );
    if (!row || row.demo) return { exempt: true, required: false, has: row?.has_factor ?? false };
    const { roles } = row;
    return {
      exempt: false,
      required: roles.length > 0 && (await this.demandedRoles()).some((role) => roles.includes(role)),
      has: row.has_factor,
    };
  }

  /** What a session of this person lacks that began with the password. */
  async awaitedOf(person: Person, at: Date): Promise<Caller['awaits']> {
    const { exempt, required, has } = await this.of(person, at);
    if (exempt) return undefined;
    if (has) return 'secondFactor';
    return required ? 'enrolment' : undefined;
  }

  private async demandedRoles(): Promise<readonly string[]> {
    const { part } = await this.packs.inForce(this.queries);
    return part.province.secondFactor?.roles ?? [];
  }
}
