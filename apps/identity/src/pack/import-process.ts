import { z } from 'zod';
import { addProcedureVersion } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { NotFound, type FieldFault } from '@motcua/service-kit/errors';
import { ApplyPack, AppliedPack } from './apply-pack.js';
import { PackFilesUnknown, VersionTooEarly } from './pack.problems.js';

export const ImportProcessInput = z
  .strictObject({
    processXml: z.string().min(1).max(500_000),
    /** The definition of the version (procedure.yaml) where more changes than the drawing, such as its steps; else the newest one's. */
    definition: z.string().min(1).max(500_000).optional(),
    /** The first day of the new version, after that of the newest. */
    validFrom: z.iso.date(),
  })
  .meta({ id: 'ImportProcessInput' });
export type ImportProcessInput = z.infer<typeof ImportProcessInput>;

export const ImportedProcess = AppliedPack.extend({ procedureCode: z.string(), version: z.int() }).meta({
  id: 'ImportedProcess',
});
export type ImportedProcess = z.infer<typeof ImportedProcess>;

/**
 * Brings a drawing into force as a new version of its procedure: the province in force with that version is checked as a whole, staged by
 * every service and activated, as any other province is. Dossiers that run stay on their version. Doing it again changes nothing.
 */
export class ImportProcess {
  constructor(
    private readonly queries: Queries,
    private readonly applyPack: ApplyPack,
  ) {}

  /**
   * @throws NotFound (404) the province has no such procedure
   * @throws VersionTooEarly (422) the newest version begins on that day or later
   * @throws PackFilesUnknown (409) the province in force came in by a release that did not keep its files
   * @throws what `ApplyPack` throws: PackInvalid (422) with each fault of the drawing
   */
  async execute(caller: Caller, procedureCode: string, input: ImportProcessInput): Promise<ImportedProcess> {
    const { hash, files } = await filesInForce(this.queries);
    const added = addProcedureVersion(files, { procedureCode, ...input });
    if (!added) throw new NotFound();
    if ('newestFrom' in added) throw new VersionTooEarly(undefined, { faults: [tooEarly(added.newestFrom)] });
    const imported = { procedureCode, procedureVersion: added.version, upon: hash };
    const applied = await this.applyPack.execute(caller, added.files, imported);
    return { ...applied, procedureCode, version: added.version };
  }
}

/**
 * The files of the province in force, so that operators can keep what was imported.
 * @throws PackFilesUnknown (409)
 */
export async function filesInForce(queries: Queries): Promise<{ hash: string; files: Map<string, string> }> {
  const [inForce] = await queries.read<{ hash: string; files: Record<string, string> | null }>(
    'select hash, files from pack where activation is not null order by activation desc limit 1',
  );
  if (!inForce?.files) throw new PackFilesUnknown();
  return { hash: inForce.hash, files: new Map(Object.entries(inForce.files)) };
}

function tooEarly(newestFrom: string): FieldFault {
  const text = {
    vi: `Phải sau ngày ${newestFrom.split('-').reverse().join('/')}, ngày bắt đầu của phiên bản mới nhất.`,
    en: `Must be after ${newestFrom}, the first day of the newest version.`,
  };
  return { pointer: '/validFrom', code: 'tooEarly', text };
}
