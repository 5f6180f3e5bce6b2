import { activeElements, type ProcessState } from '@motcua/process';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { readableBy } from '../dossier/row-scope.js';
import type { DossierGround } from '../dossier-ground.js';
import type { DossierProcess, ProcedureVersions } from './process-drawing.schemas.js';

interface ProcessRow {
  readonly pack_hash: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly process_state: ProcessState;
  readonly done: readonly string[];
}

/** Shows processes as they were drawn: that of a dossier with its tokens, and those of a procedure through its versions. */
export class ShowProcess {
  constructor(private readonly ground: DossierGround) {}

  /** @throws NotFound (404) for unknown and forbidden ones alike */
  async ofDossier(caller: Caller, dossierId: string): Promise<DossierProcess> {
    const scope = readableBy(caller, 2);
    const [row] = await this.ground.queries.read<ProcessRow>(
      `select d.pack_hash, d.procedure_code, d.procedure_version, d.process_state,
              coalesce((select array_agg(w.element_id order by w.last) from (select t.element_id, max(t.completed_at) as last from task t
                where t.dossier_id = d.id and t.state = 'completed' group by t.element_id) w), '{}') as done
         from dossier d where d.id = $1 and ${scope.condition}`,
      [dossierId, ...scope.values],
    );
    if (!row) throw new NotFound();
    const rules = await this.ground.packs.get(this.ground.queries, row.pack_hash);
    const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
    return {
      procedureCode: row.procedure_code,
      procedureVersion: row.procedure_version,
      xml: definition.processXml,
      active: activeElements(row.process_state),
      done: [...row.done],
    };
  }

  /** @throws NotFound (404) the province in force has no such procedure */
  async versionsOf(code: string): Promise<ProcedureVersions> {
    const { queries, packs } = this.ground;
    const { part: rules } = await packs.inForce(queries);
    const versions = rules.procedures
      .filter(({ definition }) => definition.code === code)
      .map(({ definition }) => definition)
      .sort((a, b) => b.version - a.version);
    const [newest] = versions;
    if (!newest) throw new NotFound();
    const counts = await queries.read<{ procedure_version: number; running: string }>(
      `select procedure_version, count(*) as running from dossier
        where procedure_code = $1 and state in ('submitted', 'inProcess', 'decided') group by procedure_version`,
      [code],
    );
    return {
      code,
      name: newest.name,
      versions: versions.map(({ version, validFrom, validTo, processXml }) => ({
        version,
        validFrom,
        ...(validTo !== undefined && { validTo }),
        xml: processXml,
        running: Number(counts.find((count) => count.procedure_version === version)?.running ?? 0),
      })),
    };
  }
}
