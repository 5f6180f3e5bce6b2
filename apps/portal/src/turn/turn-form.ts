import type { Dossier } from '../api/types.js';
import type { Option } from '../ui/select.js';

export type Turn = Dossier['turns'][number]['turn'];

/** A field of a turn's dialog. What people fill in is kept as text by the field's name; several choices are joined by commas. */
export interface TurnField {
  name: string;
  label: string;
  help?: string | undefined;
  isOptional?: boolean;
  kind: 'line' | 'paragraph' | 'date' | 'number' | 'choice' | 'choices' | 'files';
  /** For `choice` and `choices`. */
  options?: readonly Option[];
}

export type TurnValues = Readonly<Record<string, string>>;

/** What a turn takes: what its dialog asks, and the command that it sends. `files` are ids of what was uploaded, by field. */
export interface TurnForm {
  fields: readonly TurnField[];
  isDangerous?: boolean;
  send: (values: TurnValues, files: (field: string) => string[], idempotencyKey: string) => Promise<unknown>;
}
