import { useSyncExternalStore } from 'react';

export type Language = 'vi' | 'en';

/** A text that exists in both languages, as the services send it. */
export type Text = Readonly<Record<Language, string>>;

const storageKey = 'motcua.language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(storageKey) === 'en' ? 'en' : 'vi';
document.documentElement.lang = language;

/** The language in force, for code outside of components (such as the `Accept-Language` of a call). */
export function currentLanguage(): Language {
  return language;
}

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(storageKey, next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, currentLanguage);
}

/** Picks the reader's language out of a text of the services. */
export function useText(): (text: Text) => string {
  const spoken = useLanguage();
  return (text) => text[spoken];
}
