/** A text that a person reads, in both languages of the platform; Vietnamese is the legal wording. */
export interface BilingualText {
  vi: string;
  en: string;
}

/** The formats that a text may have; their meaning is in `formats.ts`. */
export type FormatName = 'date' | 'email' | 'phone-vn' | 'personal-identity-number' | 'tax-code' | 'commune-code';

/** A question with one answer: a text, a number or a tick. */
export interface AnswerSchema {
  type: 'string' | 'integer' | 'number' | 'boolean';
  enum?: (string | number)[];
  const?: string | number | boolean;
  format?: FormatName;
  /** A regular expression with the `u` flag. */
  pattern?: string;
  /** Lengths are in code points. */
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** A closed group of questions. */
export interface GroupSchema {
  type: 'object';
  properties: Record<string, AnswerSchema | GroupSchema>;
  required?: string[];
  additionalProperties: false;
}

/** What an answer must be for a condition to hold, or which answers are needed when it holds. */
export interface ConditionSchema {
  properties?: Record<string, ConditionSchema>;
  required?: string[];
  const?: string | number | boolean;
  enum?: (string | number)[];
}

/** `if` these answers were given, `then` those are needed too. */
export interface ConditionalRequirement {
  if: ConditionSchema;
  then: ConditionSchema;
}

/** The part of JSON Schema 2020-12 that forms may use: closed groups of single answers, and conditional requirements. */
export interface FormSchema extends GroupSchema {
  $schema?: string;
  allOf?: ConditionalRequirement[];
}

export type Widget = 'text' | 'textarea' | 'date' | 'number' | 'select' | 'radio' | 'checkbox' | 'commune';

export interface FieldOption {
  value: string | number;
  label: BilingualText;
}

export interface FormField {
  /** JSON pointer to the answer, which is also the path of its property in the schema: `/child/fullName`. */
  pointer: string;
  label: BilingualText;
  help?: BilingualText;
  /** Without it the widget follows from the schema. */
  widget?: Widget;
  options?: FieldOption[];
  /** The field is shown when the other answer equals this value. */
  visibleWhen?: { pointer: string; equals: string | number | boolean };
  width?: 'full' | 'half';
  /**
   * Personal data, and of what class: what is hidden from officers, and leaves a trace when it is shown, is said in `personal-data.ts`.
   * `true` leaves the class to the format of the answer.
   */
  personal?: boolean | 'identifier' | 'contact' | 'sensitive';
}

export interface FormSection {
  title: BilingualText;
  help?: BilingualText;
  fields: FormField[];
}

/** A declaration: which answers are valid, and how they are asked. */
export interface FormDefinition {
  schema: FormSchema;
  layout: FormSection[];
}

/** A fault of a form definition, for analysts; `pointer` is a JSON pointer into the definition. */
export interface FormFault {
  pointer: string;
  reason: BilingualText;
}

export type AnswerFaultCode =
  | 'required'
  | 'type'
  | 'format'
  | 'pattern'
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'enum'
  | 'const'
  | 'unknownField'
  | 'text'
  | 'tooDeep'
  | 'tooLarge';

/** A fault of an answer; `pointer` is a JSON pointer into the answers. */
export interface AnswerFault {
  pointer: string;
  code: AnswerFaultCode;
  message: BilingualText;
}
