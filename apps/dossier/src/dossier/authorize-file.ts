import type { Caller } from '@motcua/service-kit/caller';
import type { TraceOpening } from '../disclosure/trace-opening.js';
import type { DossierGround } from '../dossier-ground.js';
import { reachableBy } from './row-scope.js';

/**
 * Tells whether somebody may read a file because it belongs to a dossier that they may read; a result not before the
 * decision, and what consulted agencies wrote no citizen.
 */
export class AuthorizeFile {
  constructor(
    private readonly ground: DossierGround,
    private readonly traceOpening: TraceOpening,
  ) {}

  /** @param opens the content is about to be handed over: of an officer that leaves a trace, but for what agencies wrote to one another */
  async execute(caller: Caller, fileId: string, opens: boolean): Promise<boolean> {
    const scope = reachableBy(caller, 2);
    const [file] = await this.ground.queries.read<{ dossier_id: string; is_opinion: boolean }>(
      `select f.dossier_id, f.opinion_task_id is not null as is_opinion from dossier_file f join dossier d on d.id = f.dossier_id
        where f.file_id = $1 and ${scope.condition} and ($4 or f.component_code is not null or (f.opinion_task_id is null
          and (d.decided_at is not null or exists (select from superseded_file s where s.file_id = f.file_id))))`,
      [fileId, ...scope.values, caller.kind === 'officer'],
    );
    if (file && opens && !file.is_opinion) await this.traceOpening.execute(caller, file.dossier_id, { fileId });
    return file !== undefined;
  }
}
