import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Extent } from '@motcua/contracts/identity/v1/events';
import { partFor, readPack, type PackParts, type Reorganisation } from '@motcua/pack';
import type { Caller, HeldPosition } from '@motcua/service-kit/caller';
import type { DossierForTest } from '../dossier.fixture.js';
import { business, copies } from '../sample-dossiers.fixture.js';

type Part = PackParts['dossier'];

const root = join(import.meta.dirname, '../../../../deploy/provinces/bac-lieu-ca-mau');

/** The committee of a commune as it was called until 30 June 2025. */
export const oldCommune = (code: string) => `ubnd-cu-${code}`;

interface Unit {
  readonly code: string;
  readonly parent: string;
  readonly name: string;
}

/** The communes of both provinces until 30 June 2025, as the sample province has them. */
export function oldCommunes(): Unit[] {
  const lines = readFileSync(join(root, 'admin-units/before-2025-07-01.csv'), 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => line.split(','))
    .map(([code = '', parent = '', name = '']) => ({ code, parent, name }))
    .filter(({ code }) => code.length === 5);
}

/** Rows of the merger: which old commune went into which new one. */
export function oldSuccessors(): { oldCode: string; newCode: string; extent: string }[] {
  const lines = readFileSync(join(root, 'admin-units/successors-2025-07-01.csv'), 'utf8').trim().split('\n').slice(1);
  return lines
    .map((line) => line.split(','))
    .map(([oldCode = '', newCode = '', extent = '']) => ({ oldCode, newCode, extent }));
}

/** The province names it beside the rules of personal data. */
const questions = '9.000001';
const offered = [business, copies];

let merged: Promise<Part> | undefined;

/**
 * The sample province with the committees of all communes that there were before the merger, and two procedures that are offered since long
 * ago, so that dossiers of June 2025 exist.
 */
export function provinceOfTheMerger(): Promise<Part> {
  merged ??= readMerged();
  return merged;
}

async function readMerged(): Promise<Part> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(
    paths
      .map((path) => [relative(root, path).split(sep).join('/'), path] as const)
      .filter(
        ([name]) =>
          !name.startsWith('procedures/') ||
          [...offered, questions].some((code) => name.startsWith(`procedures/${code}-`)),
      )
      .map(([name, path]) => [name, readFileSync(path, 'utf8')]),
  );
  const committees = oldCommunes().map(
    ({ code, name }) => `
  - code: ${oldCommune(code)}
    eid: H04.${code}
    eidMark: sample
    name: { vi: 'Ủy ban nhân dân ${name}', en: 'Committee of ${name}' }
    kind: commune
    adminUnitCode: '${code}'
    validFrom: 2004-01-01
    validTo: 2025-07-01
    mark: sample`,
  );
  files.set(
    'calendars.yaml',
    (files.get('calendars.yaml') ?? '').replaceAll('validFrom: 2025-01-01', 'validFrom: 2018-01-01'),
  );
  files.set('agencies.yaml', `${files.get('agencies.yaml') ?? ''}${committees.join('')}\n`);
  const read = await readPack(files, (text) => createHash('sha256').update(text).digest('hex'));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  const part = partFor(read.pack, 'dossier');
  return { ...part, procedures: part.procedures.map((procedure) => ({ ...procedure, validFrom: '2004-01-01' })) };
}

const extents = { whole: Extent.EXTENT_WHOLE, part: Extent.EXTENT_PART, rest: Extent.EXTENT_REST } as const;

/** Says that a reorganisation has taken effect, as identity does on its day; gives its id. */
export async function reorganise(dossier: DossierForTest, { code, day, transfers }: Reorganisation): Promise<string> {
  const reorganisationId = randomUUID();
  await dossier.say('agency.reorganised', {
    reorganisationId,
    code,
    day,
    reorganisedAt: dossier.clock.now(),
    transfers: transfers.map(({ from, to, extent, units = [], procedures = [], officers = [], positions = [] }) => ({
      from,
      to,
      extent: extents[extent],
      units,
      procedures,
      officers,
      positions,
    })),
  });
  return reorganisationId;
}

/** Somebody who holds every position of an agency that the sample procedures need, and sees its dossiers. */
export function officerAt(dossier: DossierForTest, agencyCode: string, sees: readonly string[] = []): Caller {
  const position = (positionCode: string, roles: HeldPosition['roles']): HeldPosition => ({
    agencyCode,
    positionCode,
    roles,
  });
  return dossier.people.addOfficer(
    agencyCode,
    agencyCode,
    [
      position('one-stop-officer', ['intake']),
      position('civil-status-officer', ['process']),
      position('specialist', ['process']),
      position('chairman', ['approve', 'oversee']),
      position('director', ['approve', 'oversee']),
    ],
    [agencyCode, ...sees],
  );
}
