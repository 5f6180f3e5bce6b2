import { useMemo } from 'react';
import { useLanguage } from './language.js';
import { speak, type Messages, type Spoken } from './messages.js';

/** The texts of a feature in the reader's language. */
export function useMessages<T extends Messages>(messages: T): Spoken<T> {
  const language = useLanguage();
  return useMemo(() => speak(messages, language), [messages, language]);
}
