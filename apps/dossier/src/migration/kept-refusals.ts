import type { MigrationRefusal } from '@motcua/process';
import type { Language } from '@motcua/service-kit/errors';

/**
 * Why a dossier stays, as a row keeps it. The release before knows `reason` alone, in English, and reads on what this one wrote; what it
 * wrote itself has no Vietnamese and is shown as it is.
 */
export interface KeptRefusal {
  readonly elementId: string;
  readonly reason: string;
  readonly reasonVi?: string;
}

export function keptRefusals(refused: readonly MigrationRefusal[]): KeptRefusal[] {
  return refused.map(({ elementId, reason }) => ({ elementId, reason: reason.en, reasonVi: reason.vi }));
}

export function readKeptRefusals(kept: readonly KeptRefusal[], language: Language) {
  return inLanguage(
    kept.map(({ elementId, reason, reasonVi = reason }) => ({ elementId, reason: { vi: reasonVi, en: reason } })),
    language,
  );
}

/** The reasons in the language of whoever asked. */
export function inLanguage(
  refused: readonly MigrationRefusal[],
  language: Language,
): { elementId: string; reason: string }[] {
  return refused.map(({ elementId, reason }) => ({ elementId, reason: reason[language] }));
}
