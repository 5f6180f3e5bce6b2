import type { AnswerFault, FormDefinition } from '@motcua/form';
import type { Dossier, Named } from '../api/types.js';
import type { Spoken } from '../language/messages.js';
import type { Option } from '../ui/select.js';
import type { turnMessages } from './turn.messages.js';

export type Turn = Dossier['turns'][number]['turn'];

/**
 * A field of a turn's dialog. What people fill in is kept as text by the field's name; several choices are joined by commas, answers to a
 * form are JSON.
 */
export interface TurnField {
  name: string;
  label: string;
  help?: string | undefined;
  isOptional?: boolean;
  kind: 'line' | 'paragraph' | 'number' | 'choice' | 'choices' | 'files' | 'declaration';
  /** For `choice` and `choices`. */
  options?: readonly Option[];
  /** For `declaration`: what of a form is asked, and what is wrong with the answers as they stand. */
  form?: FormDefinition;
  faults?: readonly AnswerFault[];
}

export type TurnValues = Readonly<Record<string, string>>;
/** The ids of what was uploaded in a field. */
export type TurnFiles = (field: string) => string[];

/** What a turn takes: what its dialog asks, and the command that it sends. */
export interface TurnForm {
  /** What the turn brings about, where its name does not say it. */
  lead?: string;
  /** Some fields are asked for because of what another says. */
  fields: (values: TurnValues) => readonly TurnField[];
  /** What is filled in to begin with. */
  initial?: TurnValues;
  isDangerous?: boolean;
  /** What is wrong although each field is as it should be. */
  fault?: (values: TurnValues, files: TurnFiles) => string | undefined;
  /** What comes next, once it has gone through. */
  done: string;
  send: (values: TurnValues, files: TurnFiles, idempotencyKey: string) => Promise<unknown>;
}

/** What the forms of a dossier's turns are made from. */
export interface TurnGround {
  dossier: Dossier;
  /** What may be asked for: those that came and those that the procedure has beside. */
  papers: readonly Named[];
  /** Whom one may consult. */
  agencies: readonly Named[];
  m: Spoken<typeof turnMessages>;
  text: (text: { vi: string; en: string }) => string;
}

export type TurnForms = Partial<Record<Turn, TurnForm>>;

export function given(values: TurnValues, name: string): string {
  return values[name]?.trim() ?? '';
}

export function chosen(values: TurnValues, name: string): string[] {
  return given(values, name).split(',').filter(Boolean);
}

/** The dialog lets nothing else be chosen. */
export function oneOf<Value extends string>(known: readonly Value[], value: string | undefined): Value {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new Error('nothing was chosen');
  return found;
}
