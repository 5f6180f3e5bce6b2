import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { Submitter } from '../intake/intake.schemas.js';
import { cursorOf, readCursor } from '../dossier/dossier-view.js';
import type { DossierGround } from '../dossier-ground.js';
import { timelinessWords } from './control-slip.js';

const Instant = z.iso.datetime();

export const RegisterBookQuery = z.strictObject({
  /** Whose counter took the dossiers in. */
  agency: z.string().max(80),
  /** First and last civil day of acceptance, in Vietnam. */
  from: z.iso.date(),
  to: z.iso.date(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: z.string().max(200).optional(),
});
export type RegisterBookQuery = z.infer<typeof RegisterBookQuery>;

export const RegisterBookRow = z
  .object({
    code: z.string(),
    procedureName: z.string(),
    sets: z.int(),
    /** Name, address and telephone, as the book has them in one column. */
    submitter: z.string(),
    competentAgencyName: z.string(),
    acceptedAt: Instant,
    dueAt: Instant,
    decidedAt: Instant.optional(),
    returnedAt: Instant.optional(),
    /** How the result is received, and who took it. */
    receiving: z.string(),
    /** How it stood against its limit, and how it ended without a result. */
    note: z.string().optional(),
  })
  .meta({ id: 'RegisterBookRow' });
export type RegisterBookRow = z.infer<typeof RegisterBookRow>;

export const RegisterBookPage = z
  .object({ items: z.array(RegisterBookRow), next: z.string().optional() })
  .meta({ id: 'RegisterBookPage' });
export type RegisterBookPage = z.infer<typeof RegisterBookPage>;

interface BookRow {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly pack_hash: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  /** Who decided when it was accepted: a reorganisation since does not rewrite the book. */
  readonly competent_agency_code: string;
  readonly submitter: Sealed;
  readonly sets: number;
  readonly accepted_at: Date;
  readonly due_at: Date;
  readonly decided_at: Date | null;
  readonly returned_at: Date | null;
  readonly timeliness: 'early' | 'onTime' | 'overdue' | null;
  readonly result_by: 'counter' | 'postal';
  readonly receiver: Sealed | null;
}

const endedAs: Readonly<Record<string, string>> = { withdrawn: 'Đã rút hồ sơ', stopped: 'Dừng giải quyết' };

/**
 * The register book *Sổ theo dõi hồ sơ* of a counter, in the order of acceptance, for those who oversee it. It is one book through the owners
 * that the counter has had.
 * @source Thông tư 01/2018/TT-VPCP, Mẫu số 06
 */
export class RegisterBook {
  constructor(private readonly ground: DossierGround) {}

  /** @throws NotFound (404) an agency that the caller does not oversee */
  async execute(caller: Caller, { agency, from, to, limit, after }: RegisterBookQuery): Promise<RegisterBookPage> {
    if (!caller.agencyCodes.includes(agency)) throw new NotFound();
    const cursor = readCursor(after);
    const { packs, queries } = this.ground;
    const rows = await queries.read<BookRow>(
      `select d.id, d.code, d.state, d.pack_hash, d.procedure_code, d.procedure_version, d.submitter,
              coalesce((select r.was_competent from reorganisation_dossier r where r.dossier_id = d.id and r.state = 'moved' and r.moved_at > d.accepted_at
                         order by r.moved_at limit 1), d.competent_agency_code) as competent_agency_code,
              d.accepted_at, d.due_at, d.decided_at, d.returned_at, d.timeliness, d.result_by, d.receiver,
              coalesce((select max(c.sets) from dossier_component c where c.dossier_id = d.id), 1)::integer as sets
         from dossier d
        where (d.intake_agency_code = any ($1)
            or d.id in (select r.dossier_id from reorganisation_dossier r where r.was_intake = any ($1) and r.state = 'moved'))
          and d.accepted_at is not null
          and d.accepted_at >= $2::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
          and d.accepted_at < ($3::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          and ($4::timestamptz is null or (d.accepted_at, d.id) > ($4, $5::uuid))
        order by d.accepted_at, d.id limit $6`,
      [(await packs.inForce(queries)).part.lineOf(agency), from, to, cursor?.at ?? null, cursor?.id ?? null, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await Promise.all(shown.map((row) => this.view(row))),
      ...(last && rows.length > limit && { next: cursorOf(last.accepted_at, last.id) }),
    };
  }

  private async view(row: BookRow): Promise<RegisterBookRow> {
    const { packs, queries, sealer } = this.ground;
    const rules = await packs.get(queries, row.pack_hash);
    const submitter = JSON.parse(sealer.open(row.submitter, `dossier.submitter:${row.id}`)) as Submitter;
    const receiver = row.receiver && sealer.open(row.receiver, `dossier.receiver:${row.id}`);
    const note = [row.timeliness && timelinessWords[row.timeliness], endedAs[row.state]].filter(Boolean).join('; ');
    return {
      code: row.code,
      procedureName: rules.getProcedure(row.procedure_code, row.procedure_version).definition.name.vi,
      sets: row.sets,
      submitter: [submitter.fullName, submitter.address, submitter.phone].filter(Boolean).join('; '),
      competentAgencyName: rules.agencyName(row.competent_agency_code, row.accepted_at).vi,
      acceptedAt: row.accepted_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      ...(row.decided_at && { decidedAt: row.decided_at.toISOString() }),
      ...(row.returned_at && { returnedAt: row.returned_at.toISOString() }),
      receiving: [row.result_by === 'postal' ? 'Qua bưu chính' : 'Tại nơi tiếp nhận', receiver]
        .filter(Boolean)
        .join('; '),
      ...(note !== '' && { note }),
    };
  }
}
