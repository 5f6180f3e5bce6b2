import type { AdminUnits } from './admin-units.js';
import { TWO_LEVELS_SINCE } from './admin-units.js';
import type { Agency } from './agency.js';
import { checkValidityByCode } from './check-validity.js';
import { groupBy } from './group-by.js';
import type { Part } from './read-part.js';

/** Whom an agency answers to, who takes over from it, where it lies: all of that must exist, and on the right days. */
export function checkAgencies(part: Part<{ agencies: Agency[] }>, units: AdminUnits): void {
  const { agencies } = part.value;
  const codes = new Set(agencies.map(({ code }) => code));
  const codesBefore = new Set(units.before.map(({ code }) => code));
  const codesSince = new Set(units.since.map(({ code }) => code));

  checkValidityByCode(part, { vi: 'cơ quan', en: 'agency' }, agencies, (index) => ['agencies', index]);
  for (const [index, agency] of agencies.entries()) {
    const path = ['agencies', index];
    const { code, parent, adminUnitCode, validFrom, validTo } = agency;
    if (parent !== undefined && !codes.has(parent))
      part.refuse([...path, 'parent'], { vi: `không có cơ quan ${parent}`, en: `there is no agency ${parent}` });
    if (adminUnitCode !== undefined) {
      const known = validFrom < TWO_LEVELS_SINCE ? codesBefore : codesSince;
      if (!known.has(adminUnitCode)) {
        part.refuse([...path, 'adminUnitCode'], {
          vi: `không có đơn vị hành chính ${adminUnitCode} vào ngày ${validFrom}`,
          en: `there is no administrative unit ${adminUnitCode} on ${validFrom}`,
        });
      }
    }
    for (const [place, successor] of (agency.successors ?? []).entries()) {
      const at = [...path, 'successors', place];
      if (!codes.has(successor.code))
        part.refuse([...at, 'code'], {
          vi: `không có cơ quan ${successor.code}`,
          en: `there is no agency ${successor.code}`,
        });
      if (successor.code === code)
        part.refuse([...at, 'code'], {
          vi: 'một cơ quan không kế thừa chính nó',
          en: 'an agency does not succeed itself',
        });
      if (successor.from <= validFrom || (validTo !== undefined && successor.from > validTo)) {
        part.refuse([...at, 'from'], {
          vi: `${code} được kế thừa trong thời gian cơ quan còn tồn tại, muộn nhất vào ngày validTo`,
          en: `${code} is succeeded while it exists, at the latest on its validTo`,
        });
      }
    }
  }
  checkCycles(part);
  checkEids(part);
}

function checkCycles(part: Part<{ agencies: Agency[] }>): void {
  const parents = new Map<string, Set<string>>();
  for (const { code, parent } of part.value.agencies) {
    const known = parents.get(code) ?? new Set();
    if (parent !== undefined) known.add(parent);
    parents.set(code, known);
  }
  const reachesItself = (code: string): boolean => {
    const above = [...(parents.get(code) ?? [])];
    const seen = new Set(above);
    for (const other of above) {
      if (other === code) return true;
      for (const next of parents.get(other) ?? []) {
        if (!seen.has(next)) above.push(next);
        seen.add(next);
      }
    }
    return false;
  };
  for (const [index, { code }] of part.value.agencies.entries()) {
    if (reachesItself(code))
      part.refuse(['agencies', index, 'parent'], {
        vi: `${code} rốt cuộc lại trực thuộc chính nó`,
        en: `${code} lies, in the end, under itself`,
      });
  }
}

/** Dossier codes begin with the e-identifier: two agencies of one day must not share it. */
function checkEids(part: Part<{ agencies: Agency[] }>): void {
  const numbered = part.value.agencies.map((agency, index) => ({ ...agency, index }));
  for (const [eid, sharing] of groupBy(numbered, (agency) => agency.eid)) {
    for (const [place, agency] of sharing.entries()) {
      const other = sharing
        .slice(0, place)
        .find(
          (former) =>
            former.code !== agency.code &&
            agency.validFrom < (former.validTo ?? '9999') &&
            former.validFrom < (agency.validTo ?? '9999'),
        );
      if (other)
        part.refuse(['agencies', agency.index, 'eid'], {
          vi: `${other.code} cũng có mã định danh điện tử ${eid}`,
          en: `${other.code} has the e-identifier ${eid} too`,
        });
    }
  }
}
