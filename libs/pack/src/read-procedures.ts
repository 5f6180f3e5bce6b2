import type { FormDefinition } from '@motcua/form';
import { checkForm, isForm } from '@motcua/form';
import type { ProcessDefinition } from '@motcua/process';
import { parseProcess, tellOf } from '@motcua/process';
import type { Agency, Position } from './agency.js';
import type { Calendars } from './calendar.js';
import type { ReadProcedure } from './check-calls.js';
import { checkCalls } from './check-calls.js';
import { checkProcedure } from './check-procedure.js';
import { checkProcess } from './check-process.js';
import { checkValidity } from './check-validity.js';
import type { FaultList } from './fault-list.js';
import { groupBy } from './group-by.js';
import type { PackFiles } from './pack-files.js';
import type { Procedure } from './procedure.js';
import { ProcedureDefinition } from './procedure.js';
import type { Part } from './read-part.js';
import { readPart } from './read-part.js';
import { readJson, readYaml } from './source-document.js';

/** What procedures refer to; whatever could not be read is not checked against. */
interface Shared {
  agencies: Agency[] | undefined;
  positions: Position[] | undefined;
  calendars: Calendars | undefined;
}

/** Reads the folders of the procedures, those without faults in them. */
export async function readProcedures(
  { texts, procedureFolders }: PackFiles,
  shared: Shared,
  faults: FaultList,
): Promise<Procedure[]> {
  const procedures: Procedure[] = [];
  const read: ReadProcedure[] = [];
  for (const folder of procedureFolders) {
    const textOf = (name: string): string | undefined => texts.get(`procedures/${folder}/${name}`);
    const form = readForm(`procedures/${folder}/form.json`, textOf('form.json'), faults);
    const part = readDefinition(`procedures/${folder}/procedure.yaml`, textOf('procedure.yaml'), faults);
    if (part) {
      checkProcedure(part, folder, { ...shared, form });
    }
    const processXml = textOf('process.bpmn');
    const process =
      processXml === undefined
        ? undefined
        : await readProcess(`procedures/${folder}/process.bpmn`, processXml, part, shared, faults);
    if (part) read.push({ part, ...(process && { process }) });
    if (part && form && processXml !== undefined) procedures.push({ ...part.value, form, processXml });
  }
  checkVersions(read.map(({ part }) => part));
  if (shared.agencies) checkCalls(read, shared.agencies);
  return procedures;
}

function readDefinition(
  file: string,
  text: string | undefined,
  faults: FaultList,
): Part<ProcedureDefinition> | undefined {
  const document = text === undefined ? undefined : readYaml(file, text, faults);
  return document && readPart(document, ProcedureDefinition, faults);
}

function readForm(file: string, text: string | undefined, faults: FaultList): FormDefinition | undefined {
  const document = text === undefined ? undefined : readJson(file, text, faults);
  if (!document) return undefined;
  if (isForm(document.value)) return document.value;
  for (const { pointer, reason } of checkForm(document.value)) {
    const path = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    faults.add(file, document.positionOf(path), reason);
  }
  return undefined;
}

async function readProcess(
  file: string,
  xml: string,
  part: Part<ProcedureDefinition> | undefined,
  shared: Shared,
  faults: FaultList,
): Promise<ProcessDefinition | undefined> {
  const parsed = await parseProcess(xml);
  if ('refusals' in parsed) {
    for (const { elementId, line, reason } of parsed.refusals) {
      faults.add(file, { line }, elementId === '' ? reason : tellOf({ vi: elementId, en: elementId }, reason));
    }
    return undefined;
  }
  const { definition } = parsed;
  if (part) checkProcess(part, { file, xml, definition }, shared, faults);
  return definition;
}

/** The versions of a procedure follow one another, across folders. */
function checkVersions(parts: readonly Part<ProcedureDefinition>[]): void {
  for (const [code, versions] of groupBy(parts, ({ value }) => value.code)) {
    const ordered = versions.toSorted((a, b) => (a.value.validFrom < b.value.validFrom ? -1 : 1));
    for (const [index, part] of ordered.entries()) {
      checkValidity(part, { vi: `thủ tục ${code}`, en: `procedure ${code}` }, [{ ...part.value, path: [] }]);
      const former = ordered[index - 1];
      if (!former) continue;
      if (former.value.validTo === undefined || part.value.validFrom < former.value.validTo) {
        part.refuse(['validFrom'], {
          vi: `phiên bản ${former.value.version} của ${code} vẫn còn áp dụng vào ngày ${part.value.validFrom}`,
          en: `version ${former.value.version} of ${code} is still in force on ${part.value.validFrom}`,
        });
      }
      if (part.value.version <= former.value.version) {
        part.refuse(['version'], {
          vi: `phiên bản sau của ${code} cần số lớn hơn ${former.value.version}`,
          en: `a later version of ${code} needs a number above ${former.value.version}`,
        });
      }
    }
  }
}
