import { v7 as uuidv7 } from 'uuid';
import type { DemoAccounts } from '@motcua/pack';
import { event, type Queries, type Tx } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import { civilDayOf } from '../civil-day.js';
import { endSessionsOf } from '../session/end-session.js';
import { citizenIndex } from './citizen-index.js';
import { nameCell } from './open-name.js';
import type { PasswordHashes } from './password-hashes.js';

type DemoOfficer = DemoAccounts['officers'][number];
type DemoCitizen = DemoAccounts['citizens'][number];
type Prepared<T> = T & { readonly id: string; readonly passwordHash: string };

/** Demonstration accounts with their ids and password hashes, ready to be written. */
export interface PreparedAccounts {
  readonly officers: readonly Prepared<DemoOfficer>[];
  readonly citizens: readonly (Prepared<DemoCitizen> & { readonly index: Buffer })[];
}

/** Makes the demonstration accounts those of the province that comes into force; the ones that it leaves out are disabled, never deleted. */
export class EnrolDemoAccounts {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly passwords: PasswordHashes,
  ) {}

  /**
   * Hashes passwords, before the transaction: that takes a while. Accounts that are there keep their hash while the province's password
   * stays the same.
   * @param formerPassword of the province in force
   */
  async prepare(demo: DemoAccounts | undefined, formerPassword: string | undefined): Promise<PreparedAccounts> {
    if (!demo) return { officers: [], citizens: [] };
    const indexes = demo.citizens.map(({ identityNumber }) => citizenIndex(this.sealer, identityNumber));
    const known = await this.queries.read<{ key: string; id: string; password_hash: string }>(
      `select username as key, id, password_hash from officer where demo and username = any ($1::text[])
       union all
       select encode(identity_number_index, 'hex'), id, password_hash from citizen where demo and identity_number_index = any ($2::bytea[])`,
      [demo.officers.map(({ username }) => username), indexes],
    );
    const prepare = async <T extends object>(key: string, account: T): Promise<Prepared<T>> => {
      const row = known.find((candidate) => candidate.key === key);
      const keeps = row && demo.password === formerPassword;
      return {
        ...account,
        id: row?.id ?? uuidv7(),
        passwordHash: keeps ? row.password_hash : await this.passwords.make(demo.password),
      };
    };
    const [officers, citizens] = await Promise.all([
      Promise.all(demo.officers.map((officer) => prepare(officer.username, officer))),
      Promise.all(
        demo.citizens.map((citizen) => {
          const index = citizenIndex(this.sealer, citizen.identityNumber);
          return prepare(index.toString('hex'), { ...citizen, index });
        }),
      ),
    ]);
    return { officers, citizens };
  }

  async write(tx: Tx, { officers, citizens }: PreparedAccounts): Promise<void> {
    await this.writeOfficers(tx, officers);
    await this.writeCitizens(tx, citizens);
    await assign(tx, officers);
  }

  private async writeOfficers(tx: Tx, officers: PreparedAccounts['officers']): Promise<void> {
    await tx.query(
      `with left_out as (
         update officer set disabled_at = $5 where demo and disabled_at is null and id <> all ($1::uuid[]))
       insert into officer (id, username, full_name, password_hash, demo, created_at)
       select *, true, $5 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
       on conflict (id) do update
          set full_name = excluded.full_name, password_hash = excluded.password_hash, disabled_at = null`,
      [
        officers.map(({ id }) => id),
        officers.map(({ username }) => username),
        officers.map(({ id, fullName }) => this.sealer.seal(fullName, nameCell('officer', id))),
        officers.map(({ passwordHash }) => passwordHash),
        tx.at,
      ],
    );
  }

  private async writeCitizens(tx: Tx, citizens: PreparedAccounts['citizens']): Promise<void> {
    const seal = (column: string, valueOf: (citizen: DemoCitizen) => string) =>
      citizens.map((citizen) => this.sealer.seal(valueOf(citizen), `citizen.${column}:${citizen.id}`));
    await tx.query(
      `with left_out as (
         update citizen set disabled_at = $9 where demo and disabled_at is null and id <> all ($1::uuid[]))
       insert into citizen (id, identity_number_index, identity_number, full_name, date_of_birth, phone, email, password_hash, demo, created_at)
       select *, true, $9
         from unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       on conflict (id) do update
          set full_name = excluded.full_name, date_of_birth = excluded.date_of_birth, phone = excluded.phone, email = excluded.email,
              password_hash = excluded.password_hash, disabled_at = null`,
      [
        citizens.map(({ id }) => id),
        citizens.map(({ index }) => index),
        seal('identity_number', ({ identityNumber }) => identityNumber),
        citizens.map(({ id, fullName }) => this.sealer.seal(fullName, nameCell('citizen', id))),
        seal('date_of_birth', ({ dateOfBirth }) => dateOfBirth),
        seal('phone', ({ phone }) => phone),
        seal('email', ({ email }) => email),
        citizens.map(({ passwordHash }) => passwordHash),
        tx.at,
      ],
    );
  }
}

interface Change {
  readonly officer_id: string;
  readonly agency_code: string;
  readonly position_code: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/**
 * Gives demonstration officers their positions from today on, ends the others today, and says so. What a reorganisation moved stays moved.
 * Whose rights change signs in anew.
 */
async function assign(tx: Tx, officers: PreparedAccounts['officers']): Promise<void> {
  const wanted = officers.flatMap(({ id, assignments }) => assignments.map((assignment) => ({ ...assignment, id })));
  const changes = await tx.query<Change>(
    `with wanted (officer_id, agency_code, position_code) as (select * from unnest($1::uuid[], $2::text[], $3::text[])),
     unwanted as (
       select a.* from assignment a join officer o on o.id = a.officer_id
        where o.demo and a.valid_to is null and (a.officer_id, a.agency_code, a.position_code) not in (select * from wanted)
          and not exists (select from reorganised_assignment k join reorganisation r on r.id = k.reorganisation_id and r.undone_at is null
                           where (k.officer_id, k.to_agency_code, k.to_position_code) = (a.officer_id, a.agency_code, a.position_code))),
     never_held as (
       delete from assignment a using unwanted u
        where (a.officer_id, a.agency_code, a.position_code, a.valid_from) = (u.officer_id, u.agency_code, u.position_code, u.valid_from)
          and u.valid_from >= $4::date
       returning a.*),
     ended as (
       update assignment a set valid_to = $4 from unwanted u
        where (a.officer_id, a.agency_code, a.position_code, a.valid_from) = (u.officer_id, u.agency_code, u.position_code, u.valid_from)
          and u.valid_from < $4::date
       returning a.*),
     begun as (
       insert into assignment (officer_id, agency_code, position_code, valid_from)
       select w.*, $4 from wanted w
        where not exists (select from assignment a
                           where (a.officer_id, a.agency_code, a.position_code) = (w.officer_id, w.agency_code, w.position_code)
                             and a.valid_to is null)
          and not exists (select from reorganised_assignment k join reorganisation r on r.id = k.reorganisation_id and r.undone_at is null
                           where (k.officer_id, k.agency_code, k.position_code) = (w.officer_id, w.agency_code, w.position_code))
       returning *)
     select officer_id, agency_code, position_code, valid_from::text, valid_from::text as valid_to from never_held
     union all select officer_id, agency_code, position_code, valid_from::text, valid_to::text from ended
     union all select officer_id, agency_code, position_code, valid_from::text, null from begun`,
    [
      wanted.map(({ id }) => id),
      wanted.map(({ agency }) => agency),
      wanted.map(({ position }) => position),
      civilDayOf(tx.at),
    ],
  );
  await endSessionsOf(tx, [...new Set(changes.map((change) => change.officer_id))]);
  tx.record(
    ...changes.map((change) =>
      event('officer.assigned', change.officer_id, {
        officerId: change.officer_id,
        agencyCode: change.agency_code,
        positionCode: change.position_code,
        validFrom: change.valid_from,
        validTo: change.valid_to ?? undefined,
      }),
    ),
  );
}
