/** What a turn answers; the dossier itself is then read anew. */
export type TurnAnswer = { readonly id: string; readonly version: number };
