import type { AdminUnits } from './admin-units.js';
import { adminUnitFiles, readAdminUnits } from './admin-units.js';
import { Agencies, Positions } from './agency.js';
import { Calendars } from './calendar.js';
import { canonicalText } from './canonical-text.js';
import { checkAgencies } from './check-agencies.js';
import { checkAssignments, checkCalendars } from './check-calendars.js';
import { checkDemoAccounts } from './check-demo-accounts.js';
import { checkProvince } from './check-province.js';
import { checkQuestions } from './check-questions.js';
import { DemoAccounts } from './demo-accounts.js';
import { FaultList } from './fault-list.js';
import { Messages } from './message-template.js';
import type { PackFiles } from './pack-files.js';
import { sortFiles } from './pack-files.js';
import type { Pack, PackFault } from './pack.js';
import { Province } from './province.js';
import type { Part } from './read-part.js';
import { readPart } from './read-part.js';
import { readReorganisations, withSuccessors } from './read-reorganisations.js';
import { Reorganisations } from './reorganisation.js';
import { readProcedures } from './read-procedures.js';
import { readYaml } from './source-document.js';

/**
 * Reads a province from its files, given by their paths inside the folder. All faults come at once; nothing that the files hold
 * makes it throw.
 * @param sha256 gives the hexadecimal SHA-256 of a text in UTF-8
 */
export async function readPack(
  files: ReadonlyMap<string, string>,
  sha256: (text: string) => string,
): Promise<{ pack: Pack } | { faults: PackFault[] }> {
  const faults = new FaultList();
  const sorted = sortFiles(files, faults);
  const adminUnits = readUnitFiles(sorted, faults);
  const shared = readSharedFiles(sorted, adminUnits, faults);
  const procedures = await readProcedures(sorted, shared, faults);
  if (shared.provincePart) checkQuestions(shared.provincePart, procedures, shared.agencies);

  const { province, agencies, reorganisations, positions, calendars, messages, demo } = shared;
  if (!faults.isEmpty || !province || !agencies || !positions || !calendars || !messages || !adminUnits) {
    return { faults: faults.sorted() };
  }
  const templates = [...sorted.texts].filter(([file]) => file.startsWith('templates/') && file.endsWith('.typ')).sort();
  return {
    pack: {
      hash: sha256(canonicalText(files)),
      province,
      agencies: withSuccessors(agencies, reorganisations),
      reorganisations,
      positions,
      calendars,
      adminUnits,
      procedures,
      messages,
      templates: Object.fromEntries(templates),
      ...(demo && { demo }),
    },
  };
}

function readUnitFiles({ texts }: PackFiles, faults: FaultList): AdminUnits | undefined {
  const before = texts.get(adminUnitFiles.before);
  const since = texts.get(adminUnitFiles.since);
  const successors = texts.get(adminUnitFiles.successors);
  if (before === undefined || since === undefined || successors === undefined) return undefined;
  return readAdminUnits({ before, since, successors }, faults);
}

/** What the whole province shares; a part is `undefined` when it is missing or its shape is wrong. */
function readSharedFiles({ texts }: PackFiles, units: AdminUnits | undefined, faults: FaultList) {
  const read = <T>(file: string, schema: Parameters<typeof readPart<T>>[1]): Part<T> | undefined => {
    const text = texts.get(file);
    const document = text === undefined ? undefined : readYaml(file, text, faults);
    return document && readPart(document, schema, faults);
  };
  const province = read('province.yaml', Province);
  const agencies = read('agencies.yaml', Agencies);
  const positions = read('positions.yaml', Positions);
  const reorganisations = read('reorganisations.yaml', Reorganisations);
  const calendars = read('calendars.yaml', Calendars);
  const messages = read('messages.yaml', Messages);
  const demo = read('demo/accounts.yaml', DemoAccounts);

  if (province && units) checkProvince(province, units);
  if (agencies && units) checkAgencies(agencies, units);
  if (positions) checkPositions(positions);
  if (calendars) checkCalendars(calendars);
  if (calendars && agencies) checkAssignments(calendars, agencies.value.agencies);
  if (demo && agencies && positions) {
    checkDemoAccounts(demo, agencies.value.agencies, positions.value.positions);
  }
  return {
    province: province?.value,
    provincePart: province,
    agencies: agencies?.value.agencies,
    reorganisations:
      reorganisations && agencies && units
        ? readReorganisations(reorganisations, agencies, positions?.value.positions, units)
        : [],
    positions: positions?.value.positions,
    calendars: calendars?.value,
    messages: messages?.value.messages,
    demo: demo?.value,
  };
}

function checkPositions({ value, refuse }: Part<Positions>): void {
  const codes = new Set<string>();
  for (const [index, { code }] of value.positions.entries()) {
    if (codes.has(code))
      refuse(['positions', index, 'code'], {
        vi: `vị trí ${code} được nêu hai lần`,
        en: `the position ${code} stands here twice`,
      });
    codes.add(code);
  }
}
