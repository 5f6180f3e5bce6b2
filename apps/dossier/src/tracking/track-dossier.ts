import { problem } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { nationalStateOf } from '../dossier/dossier-view.js';
import type { TrackedDossier } from '../dossier/dossier.schemas.js';
import type { CitizenPages } from '../national-portal/citizen-pages.js';
import { codeKeyOf, readTrackingNumber } from './tracking-number.js';

/** No dossier has this number, or none that may be followed: the answer is the same. */
export class DossierNotFound extends problem('dossier-not-found', 404, {
  vi: {
    title: 'Không tìm thấy hồ sơ',
    detail: 'Không có hồ sơ nào mang mã này. Vui lòng kiểm tra lại từng ký tự trên giấy tiếp nhận.',
  },
  en: { title: 'No such dossier', detail: 'No dossier has this number. Please check every character on your receipt.' },
}) {}

interface TrackedRow {
  readonly pack_hash: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly state: TrackedDossier['state'];
  readonly paused_grounds: readonly string[];
  readonly worked: boolean;
  readonly submitted_at: Date;
  readonly accepted_at: Date | null;
  readonly due_at: Date | null;
  readonly decided_at: Date | null;
  readonly returned_at: Date | null;
}

/** What anybody who holds the number may know: procedure, state and dates, and nothing of any person. */
export class TrackDossier {
  constructor(
    private readonly ground: DossierGround,
    private readonly pages: CitizenPages,
  ) {}

  /**
   * @throws FollowedElsewhere (403) our pages are closed to citizens
   * @throws DossierNotFound (404) for numbers that cannot exist, do not exist, or are not to be followed, alike
   */
  async execute(typed: string): Promise<TrackedDossier> {
    this.pages.mustShowTracking();
    const [row] = await this.ground.queries.read<TrackedRow>(
      `select d.pack_hash, d.procedure_code, d.procedure_version, d.state, d.paused_grounds, d.submitted_at, d.accepted_at, d.due_at, d.decided_at, d.returned_at,
              exists (select from task w where w.dossier_id = d.id and w.kind <> 'receive' and (w.state = 'completed' or w.claimed_by is not null)) as worked
         from dossier d where d.tracking_number = $1 or d.code_key = $2 limit 1`,
      [readTrackingNumber(typed) ?? '', codeKeyOf(typed)],
    );
    if (!row) throw new DossierNotFound();
    const rules = await this.ground.packs.get(this.ground.queries, row.pack_hash);
    return {
      procedureName: rules.getProcedure(row.procedure_code, row.procedure_version).definition.name,
      state: row.state,
      nationalState: nationalStateOf(row, row.worked),
      submittedAt: row.submitted_at.toISOString(),
      ...(row.accepted_at && { acceptedAt: row.accepted_at.toISOString() }),
      ...(row.due_at && { dueAt: row.due_at.toISOString() }),
      ...(row.decided_at && { decidedAt: row.decided_at.toISOString() }),
      ...(row.returned_at && { returnedAt: row.returned_at.toISOString() }),
    };
  }
}
