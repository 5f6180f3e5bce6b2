import type { AdminUnits } from './admin-units.js';
import type { Agency, Position } from './agency.js';
import { inForce } from './legal-value.js';
import type { Part } from './read-part.js';
import type { Reorganisation, Transfer, WrittenReorganisations } from './reorganisation.js';
import type { Path } from './source-document.js';

type Written = Part<WrittenReorganisations>;
type Agencies = Part<{ agencies: Agency[] }>;

/**
 * Checks the reorganisations of a province as a whole, and adds the transfers that follow the administrative units. Without `positions`, which
 * have faults of their own, nothing is said of them.
 */
export function readReorganisations(
  part: Written,
  agencies: Agencies,
  positions: readonly Position[] | undefined,
  units: AdminUnits,
): Reorganisation[] {
  const known = agencies.value.agencies;
  const codes = new Set<string>();
  const read = part.value.reorganisations.map((written, index): Reorganisation => {
    const path = ['reorganisations', index];
    const { transfers: given = [], followsAdminUnits, ...rest } = written;
    if (codes.has(written.code))
      part.refuse([...path, 'code'], {
        vi: `phương án ${written.code} được nêu hai lần`,
        en: `the reorganisation ${written.code} stands here twice`,
      });
    codes.add(written.code);
    const followed = followsAdminUnits === true ? followUnits(written.day, known, units, given) : [];
    if (given.length + followed.length === 0)
      part.refuse(path, { vi: 'không có cơ quan nào chuyển giao', en: 'no agency hands over anything' });
    for (const [place, transfer] of given.entries()) {
      const at = [...path, 'transfers', place];
      checkDays(part, at, written.day, transfer, known);
      checkWhat(part, at, transfer, units);
      if (positions) checkPositions(part, at, written.day, transfer, known, positions);
    }
    const transfers = [...given, ...followed];
    for (const [place, transfer] of given.entries())
      checkExtent(part, [...path, 'transfers', place], transfer, transfers);
    return { ...rest, transfers };
  });
  checkSuccessors(agencies, read);
  return read;
}

/** The agencies with the successors that the reorganisations give them. */
export function withSuccessors(agencies: readonly Agency[], reorganisations: readonly Reorganisation[]): Agency[] {
  return agencies.map((agency) => {
    const successors = [...(agency.successors ?? [])];
    for (const { day, transfers } of reorganisations) {
      if (!wasInForceBefore(agency, day)) continue;
      for (const { from, to } of transfers) {
        const isKnown = successors.some((known) => known.code === to && known.from === day);
        if (from === agency.code && to !== from && !isKnown) successors.push({ code: to, from: day });
      }
    }
    return successors.length === 0 ? agency : { ...agency, successors };
  });
}

/** A commune's committee that ends on the day goes where its commune went; of several, each takes the part of its own address. */
function followUnits(day: string, agencies: readonly Agency[], units: AdminUnits, given: readonly Transfer[]) {
  return agencies
    .filter(({ kind, validTo, adminUnitCode }) => kind === 'commune' && validTo === day && adminUnitCode !== undefined)
    .filter(({ code }) => !given.some(({ from }) => from === code))
    .flatMap(({ code: from, adminUnitCode }): Transfer[] =>
      units.successors
        .filter(({ oldCode }) => oldCode === adminUnitCode)
        .flatMap(({ newCode, extent }) => {
          const successor = agencies.find(
            (agency) => agency.kind === 'commune' && agency.adminUnitCode === newCode && inForce([agency], day),
          );
          if (!successor) return [];
          return [{ from, to: successor.code, extent, ...(extent !== 'whole' && { units: [newCode] }) }];
        }),
    );
}

function checkDays(part: Written, path: Path, day: string, { from, to }: Transfer, agencies: readonly Agency[]): void {
  const refuse = (field: 'from' | 'to', vi: string, en: string) => part.refuse([...path, field], { vi, en });
  if (from === to) refuse('to', 'một cơ quan không kế thừa chính nó', 'an agency does not succeed itself');
  for (const [field, code] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!agencies.some((agency) => agency.code === code))
      refuse(field, `không có cơ quan ${code}`, `there is no agency ${code}`);
  }
  const giver = agencies.filter(({ code }) => code === from);
  if (giver.length > 0 && !giver.some((agency) => wasInForceBefore(agency, day)))
    refuse('from', `${from} không tồn tại vào ngày trước ${day}`, `${from} does not exist on the day before ${day}`);
  const taker = agencies.filter(({ code }) => code === to);
  if (taker.length > 0 && !inForce(taker, day))
    refuse('to', `${to} không tồn tại vào ngày ${day}`, `${to} does not exist on ${day}`);
}

function checkWhat(part: Written, path: Path, { extent, units = [], procedures = [] }: Transfer, known: AdminUnits) {
  if (extent === 'whole' && units.length + procedures.length > 0)
    part.refuse([...path, 'extent'], {
      vi: 'đã chuyển toàn bộ thì không nêu riêng địa bàn hay thủ tục',
      en: 'a whole goes without naming communes or procedures',
    });
  if (extent === 'part' && units.length + procedures.length === 0)
    part.refuse([...path, 'extent'], {
      vi: 'chuyển một phần thì phải nêu địa bàn hoặc thủ tục',
      en: 'a part names its communes or its procedures',
    });
  for (const [index, code] of units.entries()) {
    if (!known.since.some((unit) => unit.code === code))
      part.refuse([...path, 'units', index], {
        vi: `không có đơn vị hành chính ${code}`,
        en: `there is no administrative unit ${code}`,
      });
  }
}

/** One whole, or parts with at most one rest; and nothing goes to two. */
function checkExtent(part: Written, path: Path, transfer: Transfer, all: readonly Transfer[]): void {
  const others = all.filter((other) => other !== transfer && other.from === transfer.from);
  const { extent } = transfer;
  if (others.some((other) => extent === 'whole' || (extent === 'rest' && other.extent === 'rest'))) {
    part.refuse([...path, 'extent'], {
      vi: `${transfer.from} đã được chuyển cho cơ quan khác`,
      en: `${transfer.from} goes to another agency already`,
    });
  }
  for (const field of ['units', 'procedures'] as const) {
    for (const [index, code] of (transfer[field] ?? []).entries()) {
      if (others.some((other) => other[field]?.includes(code)))
        part.refuse([...path, field, index], {
          vi: `${code} được giao cho hai cơ quan`,
          en: `${code} goes to two agencies`,
        });
    }
  }
}

function checkPositions(
  part: Written,
  path: Path,
  day: string,
  { from, to, officers = [], positions: renamed = [] }: Transfer,
  agencies: readonly Agency[],
  positions: readonly Position[],
): void {
  const kindOf = (code: string, isOn: (agency: Agency) => boolean) =>
    agencies.find((agency) => agency.code === code && isOn(agency))?.kind;
  const [before, since] = [
    kindOf(from, (agency) => wasInForceBefore(agency, day)),
    kindOf(to, (agency) => inForce([agency], day) !== undefined),
  ];
  if (!before || !since) return;
  const has = (code: string, kind: string) =>
    positions.some((position) => position.code === code && position.agencyKinds.some((known) => known === kind));
  for (const [index, code] of officers.entries()) {
    if (!has(code, before))
      part.refuse([...path, 'officers', index], {
        vi: `${from} không có vị trí ${code}`,
        en: `${from} has no position ${code}`,
      });
  }
  for (const [index, rename] of renamed.entries()) {
    for (const [field, kind, at] of [
      ['from', before, from],
      ['to', since, to],
    ] as const) {
      if (!has(rename[field], kind))
        part.refuse([...path, 'positions', index, field], {
          vi: `${at} không có vị trí ${rename[field]}`,
          en: `${at} has no position ${rename[field]}`,
        });
    }
  }
  const lost = positions.filter(({ code, agencyKinds }) => {
    const isHeld = agencyKinds.includes(before) && !agencyKinds.includes(since);
    return isHeld && !renamed.some((rename) => rename.from === code);
  });
  if (lost.length > 0) {
    const list = lost.map(({ code }) => code).join(', ');
    part.refuse([...path, 'to'], {
      vi: `${to} không có vị trí ${list}; hãy nêu trong positions các vị trí này trở thành gì`,
      en: `${to} has no ${list}; say under positions what they become`,
    });
  }
}

/** Who succeeds according to the agencies must take over something. */
function checkSuccessors(agencies: Agencies, reorganisations: readonly Reorganisation[]): void {
  const known = new Set(agencies.value.agencies.map(({ code }) => code));
  for (const [index, agency] of agencies.value.agencies.entries()) {
    const { code, successors = [] } = agency;
    for (const [place, successor] of successors.entries()) {
      // A day on which nobody can succeed is a fault of its own.
      if (!wasInForceBefore(agency, successor.from) || !known.has(successor.code)) continue;
      const isSaid = reorganisations.some(
        ({ day, transfers }) =>
          day === successor.from && transfers.some(({ from, to }) => from === code && to === successor.code),
      );
      if (!isSaid)
        agencies.refuse(['agencies', index, 'successors', place], {
          vi: `reorganisations.yaml không nêu ${code} chuyển gì cho ${successor.code} vào ngày ${successor.from}`,
          en: `reorganisations.yaml does not say what ${code} hands to ${successor.code} on ${successor.from}`,
        });
    }
  }
}

function wasInForceBefore({ validFrom, validTo }: Agency, day: string): boolean {
  return validFrom < day && (validTo === undefined || validTo >= day);
}
