import { pointerSteps } from '@motcua/form';
import type { Dossier, ShownInFull } from '../api/types.js';

/** The dossier with what was shown of it in the place of what is masked. The given one stays as it is. */
export function withShown(dossier: Dossier, values: ShownInFull['values']): Dossier {
  return values.reduce((seen, { pointer, value }) => placed(seen, pointerSteps(pointer), value) as Dossier, dossier);
}

function placed(holder: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(holder))
    return holder.map((one: unknown, at) => (String(at) === step ? placed(one, rest, value) : one));
  const group = holder as Readonly<Record<string, unknown>>;
  return { ...group, [step]: placed(group[step], rest, value) };
}

/** Parts of a dossier that are asked for together. */
export const partNames = ['people', 'declaration'] as const;
export type PartName = (typeof partNames)[number];

/** Which part a masked field belongs to. */
export function partOf(pointer: string): PartName {
  return /^\/(answers|supplements)\//.test(pointer) ? 'declaration' : 'people';
}
