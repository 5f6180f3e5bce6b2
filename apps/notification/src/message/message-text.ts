import type { Sealed, Sealer } from '@motcua/service-kit/sealed';

/** The text columns of a message's row. */
export interface TextColumns {
  readonly text_vi: string | null;
  readonly text_en: string | null;
  readonly text_sealed: Sealed | null;
}

interface MessageTexts {
  readonly vi: string;
  readonly en: string;
}

/** The columns of a message's text: sealed as a whole where somebody's words are in it. */
export function textColumns(text: MessageTexts, isSealed: boolean, sealer: Sealer, messageId: string): TextColumns {
  return isSealed
    ? { text_vi: null, text_en: null, text_sealed: sealer.seal(JSON.stringify(text), placeOf(messageId)) }
    : { text_vi: text.vi, text_en: text.en, text_sealed: null };
}

export function openText(row: TextColumns, language: keyof MessageTexts, sealer: Sealer, messageId: string): string {
  if (row.text_sealed === null) return row[`text_${language}`] ?? '';
  return (JSON.parse(sealer.open(row.text_sealed, placeOf(messageId))) as MessageTexts)[language];
}

function placeOf(messageId: string): string {
  return `message.text:${messageId}`;
}
