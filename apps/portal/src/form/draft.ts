import type { Answers } from '../api/types.js';

/** What somebody has filled in and not yet submitted; it lives in this tab and ends with the session. */
export interface Draft {
  agencyCode?: string;
  answers: Answers;
}

const prefix = 'motcua.draft.';

function keyOf(subjectId: string, procedureCode: string): string {
  return `${prefix}${subjectId}.${procedureCode}`;
}

export function readDraft(subjectId: string, procedureCode: string): Draft {
  const stored = sessionStorage.getItem(keyOf(subjectId, procedureCode));
  return stored === null ? { answers: {} } : (JSON.parse(stored) as Draft);
}

export function keepDraft(subjectId: string, procedureCode: string, draft: Draft): void {
  sessionStorage.setItem(keyOf(subjectId, procedureCode), JSON.stringify(draft));
}

export function forgetDraft(subjectId: string, procedureCode: string): void {
  sessionStorage.removeItem(keyOf(subjectId, procedureCode));
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
