import { parseDocument } from 'yaml';
import type { CivilDate } from './legal-value.js';

/** A drawing that is to replace the newest one of a procedure. */
export interface NewVersion {
  readonly procedureCode: string;
  readonly processXml: string;
  /** The rest of the new version; without it the newest one's. Its version and days are set here. */
  readonly definition?: string | undefined;
  readonly validFrom: CivilDate;
}

/** The files of the province with it. */
export interface AddedVersion {
  readonly files: ReadonlyMap<string, string>;
  /** The folder of the new version. */
  readonly folder: string;
  readonly version: number;
}

/** The new version would begin when the newest does, or before. */
export interface BeginsTooEarly {
  readonly newestFrom: CivilDate;
}

interface KnownVersion {
  readonly folder: string;
  readonly version: number;
  readonly validFrom: CivilDate;
}

/**
 * Adds a version of a procedure to the files of a province, in a folder of its own beside the former ones, whose last day ends where it
 * begins. The files are not checked: `readPack` does so with the whole. Nothing when the province has no such procedure; the files as they
 * are when this very version is in them.
 */
export function addProcedureVersion(
  files: ReadonlyMap<string, string>,
  { procedureCode, processXml, definition, validFrom }: NewVersion,
): AddedVersion | BeginsTooEarly | undefined {
  const [newest] = versionsOf(files, procedureCode).sort((a, b) => b.version - a.version);
  if (!newest) return undefined;
  const fileOf = (name: string) => files.get(`procedures/${newest.folder}/${name}`) ?? '';
  if (newest.validFrom === validFrom && fileOf('process.bpmn') === processXml && definition === undefined) {
    return { files, folder: newest.folder, version: newest.version };
  }
  if (newest.validFrom >= validFrom) return { newestFrom: newest.validFrom };
  const version = newest.version + 1;
  const folder = `${newest.folder.replace(/-v\d+$/, '')}-v${version}`;
  const added = new Map(files);
  added.set(`procedures/${newest.folder}/procedure.yaml`, withValues(fileOf('procedure.yaml'), { validTo: validFrom }));
  added.set(
    `procedures/${folder}/procedure.yaml`,
    withValues(definition ?? fileOf('procedure.yaml'), { version, validFrom, validTo: undefined }),
  );
  added.set(`procedures/${folder}/process.bpmn`, processXml);
  added.set(`procedures/${folder}/form.json`, fileOf('form.json'));
  return { files: added, folder, version };
}

function versionsOf(files: ReadonlyMap<string, string>, procedureCode: string): KnownVersion[] {
  return [...files].flatMap(([file, text]) => {
    const [, folder] = /^procedures\/([^/]+)\/procedure\.yaml$/.exec(file) ?? [];
    if (folder === undefined || !folder.startsWith(`${procedureCode}-`)) return [];
    const document = parseDocument(text);
    if (document.get('code') !== procedureCode) return [];
    return [{ folder, version: Number(document.get('version')), validFrom: String(document.get('validFrom')) }];
  });
}

/** A YAML text with some values of its top level changed, and all else, comments too, as it stands. A text with faults stays as it is. */
function withValues(text: string, values: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) document.delete(key);
    else document.set(key, value);
  }
  return document.toString({ lineWidth: 0 });
}
