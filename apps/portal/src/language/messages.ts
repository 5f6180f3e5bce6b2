import type { Language } from './language.js';

type Message = string | ((...values: never[]) => string);
export type Messages = Record<string, Readonly<Record<Language, Message>>>;
export type Spoken<T extends Messages> = { readonly [K in keyof T]: T[K][Language] };

/** The texts of a feature, both languages side by side; one that lacks a language does not compile. */
export function defineMessages<T extends Messages>(messages: T): T {
  return messages;
}

/** The texts of a feature in one language. */
export function speak<T extends Messages>(messages: T, language: Language): Spoken<T> {
  return Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, text[language]])) as Spoken<T>;
}
