import type { Pack } from './pack.js';

export type PackThing =
  | 'province'
  | 'agency'
  | 'reorganisation'
  | 'position'
  | 'calendar'
  | 'procedure'
  | 'message'
  | 'template'
  | 'adminUnit'
  | 'demoAccount';

/** A difference between two packs. `parts` names what of a changed thing differs. */
export interface PackDifference {
  kind: PackThing;
  /** The thing's code; with its validFrom or version where the code alone does not identify it. */
  code: string;
  change: 'added' | 'removed' | 'changed';
  parts?: string[];
}

/** What applying `after` would change of a province that has `before`, by kind and code. */
export function diffPacks(before: Pack, after: Pack): PackDifference[] {
  const old = thingsOf(before);
  const now = thingsOf(after);
  const keys = [...old.keys(), ...[...now.keys()].filter((key) => !old.has(key))];
  return keys.flatMap((key): PackDifference[] => {
    const [was, is] = [old.get(key), now.get(key)];
    if (!was) return is ? [{ kind: is.kind, code: is.code, change: 'added' }] : [];
    if (!is) return [{ kind: was.kind, code: was.code, change: 'removed' }];
    const parts = differingParts(was.content, is.content);
    return parts.length === 0 ? [] : [{ kind: is.kind, code: is.code, change: 'changed', parts }];
  });
}

interface Thing {
  kind: PackThing;
  code: string;
  content: object;
}

function thingsOf(pack: Pack): Map<string, Thing> {
  const {
    province,
    agencies,
    reorganisations = [],
    positions,
    calendars,
    adminUnits,
    procedures,
    messages,
    templates,
    demo,
  } = pack;
  const things: Thing[] = [
    {
      kind: 'province',
      code: province.code,
      content: { ...province, defaultCalendar: calendars.default, calendarAssignments: calendars.assignments },
    },
    ...agencies.map((agency) => ({
      kind: 'agency' as const,
      code: `${agency.code}@${agency.validFrom}`,
      content: agency,
    })),
    ...reorganisations.map((reorganisation) => ({
      kind: 'reorganisation' as const,
      code: reorganisation.code,
      content: reorganisation,
    })),
    ...positions.map((position) => ({ kind: 'position' as const, code: position.code, content: position })),
    ...calendars.calendars.map((calendar) => ({ kind: 'calendar' as const, code: calendar.code, content: calendar })),
    ...procedures.map((procedure) => ({
      kind: 'procedure' as const,
      code: `${procedure.code}@${procedure.version}`,
      content: procedure,
    })),
    ...Object.entries(messages).map(([code, message]) => ({ kind: 'message' as const, code, content: message })),
    ...Object.entries(templates).map(([code, text]) => ({ kind: 'template' as const, code, content: { text } })),
    ...adminUnits.before.map((unit) => ({ kind: 'adminUnit' as const, code: `${unit.code}@before`, content: unit })),
    ...adminUnits.since.map((unit) => ({ kind: 'adminUnit' as const, code: `${unit.code}@since`, content: unit })),
    ...adminUnits.successors.map((successor) => ({
      kind: 'adminUnit' as const,
      code: `${successor.oldCode}>${successor.newCode}`,
      content: successor,
    })),
    ...(demo?.officers ?? []).map((officer) => ({
      kind: 'demoAccount' as const,
      code: officer.username,
      content: officer,
    })),
    ...(demo?.citizens ?? []).map((citizen) => ({
      kind: 'demoAccount' as const,
      code: citizen.identityNumber,
      content: citizen,
    })),
  ];
  return new Map(things.map((thing) => [`${thing.kind} ${thing.code}`, thing]));
}

function differingParts(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => orderedText(old.get(key)) !== orderedText(now.get(key)),
  );
}

/** JSON with sorted keys: the order in which an analyst writes keys is no difference. */
function orderedText(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
