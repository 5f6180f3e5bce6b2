import type { Transfer } from '@motcua/pack';

/** What tells to which successor of a split agency a dossier goes. */
export interface PlacedDossier {
  readonly procedureCode: string;
  /** The communes of today that its declaration names. */
  readonly communes: readonly string[];
}

/** Where a dossier goes, or between which agencies nothing in it decides. */
export type Succession = { readonly transfer: Transfer } | { readonly undecided: readonly Transfer[] } | undefined;

/**
 * Which agency takes over what a dossier has at another. Of a split agency it is the one whose procedure or whose commune the dossier names;
 * the rest goes elsewhere only when the dossier names a commune, or nothing depends on one. What is not said is asked for, never guessed.
 * Undefined where nothing of it goes anywhere.
 * @param formerUnit the code that the agency's own commune had: where a new commune bears it too, it may mean either, and says nothing
 */
export function decideSuccessor(
  transfers: readonly Transfer[],
  agencyCode: string,
  { procedureCode, communes }: PlacedDossier,
  formerUnit?: string,
): Succession {
  const own = transfers.filter(({ from }) => from === agencyCode);
  const whole = own.find(({ extent }) => extent === 'whole');
  if (whole) return { transfer: whole };
  if (own.length === 0) return undefined;
  const byProcedure = own.find(({ procedures }) => procedures?.includes(procedureCode));
  if (byProcedure) return { transfer: byProcedure };
  const places = own.filter(({ units }) => units !== undefined && units.length > 0);
  const named = places.filter(({ units }) => communes.some((code) => code !== formerUnit && units?.includes(code)));
  const [only, ...others] = named;
  if (only && others.length === 0) return { transfer: only };
  if (places.length > 0) return { undecided: own.filter(({ extent, units }) => extent === 'rest' || units) };
  const rest = own.find(({ extent }) => extent === 'rest');
  return rest && { transfer: rest };
}

/**
 * The communes that a declaration names, by the fields of its form that hold one.
 */
export function communesIn(schema: unknown, answers: unknown): string[] {
  if (!isRecord(schema)) return [];
  if (schema['format'] === 'commune-code') return typeof answers === 'string' ? [answers] : [];
  const { properties, items } = schema;
  if (isRecord(properties) && isRecord(answers))
    return Object.entries(properties).flatMap(([name, inner]) => communesIn(inner, answers[name]));
  if (items !== undefined && Array.isArray(answers))
    return answers.flatMap((answer: unknown) => communesIn(items, answer));
  return [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
