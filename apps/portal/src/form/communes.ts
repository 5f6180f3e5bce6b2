import { useQuery } from '@tanstack/react-query';
import { communeAgenciesQuery } from '../api/agencies.js';
import { useText } from '../language/language.js';
import type { Option } from '../ui/select.js';

const committee = /^(ủy ban nhân dân|uỷ ban nhân dân|ubnd|people['’]s committee of)\s+/iu;

/** The communes of the province by the codes of their administrative units, as answers hold them. */
export function useCommunes(isNeeded: boolean): Option[] {
  const text = useText();
  const agencies = useQuery({ ...communeAgenciesQuery, enabled: isNeeded }).data?.items ?? [];
  return agencies.flatMap(({ adminUnitCode, name }) =>
    adminUnitCode ? [{ value: adminUnitCode, label: communeName(text(name)) }] : [],
  );
}

/** A commune bears the name of its People's Committee: `Ủy ban nhân dân phường Bạc Liêu` governs `Phường Bạc Liêu`. */
function communeName(agencyName: string): string {
  const name = agencyName.normalize('NFC').replace(committee, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
