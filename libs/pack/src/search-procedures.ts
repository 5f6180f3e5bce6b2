import { foldVietnamese } from './fold-vietnamese.js';
import type { ProcedureDefinition } from './procedure.js';

export type SearchableProcedure = Pick<ProcedureDefinition, 'code' | 'name' | 'keywords' | 'field'>;

interface SearchEntry {
  code: string;
  names: string[][];
  keywords: string[][];
  fields: string[][];
}

const entries = new WeakMap<SearchableProcedure, SearchEntry>();

/**
 * The procedures that have every word of the query, each as the beginning of a word, in any order, with or without Vietnamese
 * marks. A query without words finds nothing. Best first: the code, then names, keywords, and the field; among equals the order given.
 */
export function searchProcedures<T extends SearchableProcedure>(
  procedures: readonly T[],
  query: string,
  limit: number,
): T[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return procedures
    .map((procedure) => ({ procedure, score: scoreOf(entryOf(procedure), words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.max(limit, 0))
    .map(({ procedure }) => procedure);
}

function scoreOf(entry: SearchEntry, words: readonly string[]): number {
  if (words.length === 1 && entry.code.startsWith(words[0] ?? '')) return 6;
  if (entry.names.some((name) => startsWithWords(name, words))) return 5;
  if (entry.names.some((name) => hasWords(name, words))) return 4;
  if (entry.keywords.some((keyword) => hasWords(keyword, words))) return 3;
  if (entry.fields.some((field) => hasWords(field, words))) return 2;
  const everything = [[entry.code], ...entry.names, ...entry.keywords, ...entry.fields].flat();
  return hasWords(everything, words) ? 1 : 0;
}

function hasWords(text: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => text.some((candidate) => candidate.startsWith(word)));
}

function startsWithWords(text: readonly string[], words: readonly string[]): boolean {
  return words.every((word, index) => text[index]?.startsWith(word) ?? false);
}

function entryOf(procedure: SearchableProcedure): SearchEntry {
  const known = entries.get(procedure);
  if (known) return known;
  const { code, name, keywords, field } = procedure;
  const entry = {
    code: foldVietnamese(code),
    names: [wordsOf(name.vi), wordsOf(name.en)],
    keywords: [...keywords.vi, ...keywords.en].map(wordsOf),
    fields: [wordsOf(field.vi), wordsOf(field.en)],
  };
  entries.set(procedure, entry);
  return entry;
}

/** Dots stay inside words: they belong to procedure codes. */
function wordsOf(text: string): string[] {
  return foldVietnamese(text.slice(0, 200)).match(/[\p{Letter}\p{Number}]+(?:\.[\p{Letter}\p{Number}]+)*/gu) ?? [];
}
