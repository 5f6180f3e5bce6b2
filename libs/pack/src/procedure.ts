import type { FormDefinition } from '@motcua/form';
import { z } from 'zod';
import { AgencyKind } from './agency.js';
import { BilingualText, CivilDate, Code, LegalTimeLimit, Mark, NonBlank, TimeLimit, validity } from './legal-value.js';
import { demand } from './schema-demand.js';

const AmountVnd = z.int().min(0).max(1_000_000_000_000);
const AnswerPointer = z
  .string()
  .regex(
    /^(\/[^/]+)+$/,
    demand({ vi: 'con trỏ JSON tới câu trả lời bắt đầu bằng /', en: 'a JSON pointer into the answers starts with /' }),
  );

/** A FEEL expression, without the `=` that marks it in a drawing. */
const Feel = z.string().min(1).max(2000);

/** A price per page and copy; the pointers say which answers hold the numbers of pages and copies. */
export const PagePrice = z.strictObject({
  pages: AnswerPointer,
  copies: AnswerPointer,
  firstPages: z.int().min(1),
  amountVnd: AmountVnd,
  thenAmountVnd: AmountVnd,
  capVndPerCopy: AmountVnd,
});

/** `phi` pays for a service, `lephi` is a charge. It has either an amount or a price per page. */
export type PagePrice = z.infer<typeof PagePrice>;

export const Fee = z
  .strictObject({
    kind: z.enum(['phi', 'lephi']),
    name: BilingualText,
    amountVnd: AmountVnd.exactOptional(),
    perPage: PagePrice.exactOptional(),
    /** In đồng, from the answers: the names of the form's fields are its variables. */
    formula: Feel.exactOptional(),
    /** Who pays less or nothing. The first whose condition is true applies. */
    relief: z
      .array(z.strictObject({ name: BilingualText, when: Feel, percent: z.int().min(1).max(100), basis: NonBlank }))
      .min(1)
      .exactOptional(),
    /** The fee is due only when this answer was given. */
    appliesWhen: z.strictObject({ pointer: AnswerPointer, equals: z.union([z.string(), z.boolean()]) }).exactOptional(),
    basis: NonBlank,
    ...validity,
    mark: Mark,
  })
  .refine(
    ({ amountVnd, perPage, formula }) => [amountVnd, perPage, formula].filter((way) => way !== undefined).length === 1,
    demand({
      vi: 'một khoản phí có đúng một trong amountVnd, perPage và formula',
      en: 'a fee has one of amountVnd, perPage and formula',
    }),
  );
export type Fee = z.infer<typeof Fee>;

const CopyKind = z.enum(['original', 'certifiedCopy', 'photocopy', 'electronic']);

/** A paper of the dossier; `form` marks the declaration that `form.json` asks for. */
export const DossierComponent = z.strictObject({
  code: Code,
  name: BilingualText,
  required: z.boolean(),
  sets: z.int().min(1).max(20),
  copyKind: z.array(CopyKind).min(1),
  /** Scanned at intake and kept for reuse. */
  digitised: z.boolean().exactOptional(),
  form: z.boolean().exactOptional(),
});
export type DossierComponent = z.infer<typeof DossierComponent>;

export const StepKind = z.enum(['receive', 'examine', 'consult', 'decide', 'approve', 'deliver']);
export type StepKind = z.infer<typeof StepKind>;

const ElementId = z.string().regex(/^[A-Za-z_][\w.-]{0,99}$/);
const VariableName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]*$/,
    demand({ vi: 'tên biến được viết theo camelCase', en: 'a variable is written in camelCase' }),
  );

/** Why a dossier's clock may stand still. */
export const PauseGround = z.enum([
  'supplement',
  'financialObligation',
  'feePending',
  'consultation',
  'fieldCheck',
  'publicPosting',
  'applicantChoice',
  'outage',
  'forceMajeure',
]);
export type PauseGround = z.infer<typeof PauseGround>;

/** What a drawing lets the clock stand still for. A supplement is a turn of its own, asked for and answered. */
const DrawnPause = PauseGround.exclude(['supplement']);

/** Another agency's part of an interconnected procedure: what a call activity of the drawing opens. */
export const SubProcedure = z.strictObject({
  procedure: z.string(),
  /**
   * The agency that decides it: `competent`, `intake`, a code, or `same-unit`: the agency that offers the called procedure
   * in the administrative unit of the competent one.
   */
  agency: Code,
  name: BilingualText,
});
export type SubProcedure = z.infer<typeof SubProcedure>;

/** What the process waits for without an officer: a message or a moment. */
export const Wait = z.strictObject({ name: BilingualText, pauses: DrawnPause.exactOptional() });
export type Wait = z.infer<typeof Wait>;

export const StepOutcome = z.strictObject({
  value: VariableName,
  name: BilingualText,
  tone: z.enum(['positive', 'negative', 'neutral']),
  requiresNote: z.boolean().exactOptional(),
});
export type StepOutcome = z.infer<typeof StepOutcome>;

/** What a user task of the drawing means to the office. */
export const Step = z
  .strictObject({
    kind: StepKind,
    name: BilingualText,
    /**
     * `competent` decides the dossier, `intake` received it, `each` is the item of a step that many agencies do at once; anything else is an
     * agency's code.
     */
    agency: Code,
    limit: TimeLimit.exactOptional(),
    /** What it counts as when a consulted agency lets the limit pass: one of the outcomes. Without it the asker goes on alone. */
    silence: VariableName.exactOptional(),
    /** The clock of the dossier stands still while this step is open. */
    pauses: DrawnPause.exactOptional(),
    /** The law gives so much longer for the whole dossier where this step turns out to be needed; once, however often it is taken. */
    lengthens: LegalTimeLimit.exactOptional(),
    /** Steps of the same dossier whose doer may not do this one as well: who received or examined it may not sign it. */
    notBy: z.array(ElementId).min(1).exactOptional(),
    /** The process variable that the officer's choice among `outcomes` sets. */
    outcomeVariable: VariableName.exactOptional(),
    outcomes: z.array(StepOutcome).min(2).exactOptional(),
  })
  .refine(
    (step) => (step.outcomeVariable === undefined) === (step.outcomes === undefined),
    demand({ vi: 'outcomeVariable và outcomes phải đi cùng nhau', en: 'outcomeVariable and outcomes come together' }),
  );
export type Step = z.infer<typeof Step>;

/**
 * One version of an administrative procedure, with what the announcement must state.
 * @source Nghị định 63/2010/NĐ-CP; Thông tư 02/2017/TT-VPCP
 */
export const ProcedureDefinition = z.strictObject({
  /** National procedure code, `d.dddddd`; an internal procedure has a code of its own such as `NB.CNTT.01`. */
  code: z
    .string()
    .regex(
      /^(\d\.\d{6}|[A-Z]{2}(\.[A-Z0-9]+)+)$/,
      demand({ vi: 'mã thủ tục được viết d.dddddd', en: 'a procedure code is written d.dddddd' }),
    ),
  name: BilingualText,
  field: z.strictObject({ code: Code, vi: NonBlank, en: NonBlank }),
  version: z.int().min(1),
  ...validity,
  level: z.enum(['province', 'commune']),
  mode: z.enum(['single', 'interconnected']),
  onlineLevel: z.enum(['full', 'partial', 'none']),
  subjects: z.array(z.enum(['citizen', 'business', 'organisation'])).min(1),
  description: BilingualText,
  /** How a neighbour would search for it. */
  keywords: z.strictObject({ vi: z.array(NonBlank).min(1), en: z.array(NonBlank).min(1) }),
  timeLimit: LegalTimeLimit,
  /** The limit depends on an answer: one for each of its values, with the basis and calendar of `timeLimit`, the longest of them. */
  timeLimitBy: z
    .strictObject({ pointer: AnswerPointer, values: z.record(z.string().min(1), TimeLimit) })
    .exactOptional(),
  /** The longest extension that the law allows. */
  extension: LegalTimeLimit.exactOptional(),
  announcement: z.strictObject({ number: NonBlank, date: CivilDate, issuer: BilingualText, mark: Mark }),
  legalBasis: z.array(NonBlank).min(1),
  ways: z.array(z.enum(['counter', 'postal', 'online'])).min(1),
  conditions: z.array(BilingualText),
  /** Who offers it: every agency of these kinds, and these agencies. */
  offeredBy: z
    .strictObject({
      agencyKinds: z.array(AgencyKind).min(1).exactOptional(),
      agencies: z.array(Code).min(1).exactOptional(),
    })
    .refine(
      (offer) => offer.agencyKinds !== undefined || offer.agencies !== undefined,
      demand({ vi: 'cần agencyKinds hoặc agencies', en: 'needs agencyKinds or agencies' }),
    ),
  components: z.array(DossierComponent).min(1),
  fees: z.array(Fee),
  result: z.strictObject({ name: BilingualText, kind: z.enum(['certificate', 'licence', 'copy', 'document']) }),
  /** In force instead of the province's rule on supplements. */
  supplement: z
    .strictObject({
      maxPerStage: z.int().min(1).max(9),
      clock: z.enum(['resume', 'restart']),
      closesAfter: TimeLimit,
      legalBasis: NonBlank,
      mark: Mark,
    })
    .exactOptional(),
  /** When fees are to be paid: before acceptance, or before the result is handed over. */
  feeDue: z.enum(['acceptance', 'result']).exactOptional(),
  /** Constants that the process begins with, such as the agencies that are consulted. */
  variables: z
    .record(VariableName, z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).min(1)]))
    .exactOptional(),
  /** By the id of the call activity in `process.bpmn`. */
  calls: z.record(ElementId, SubProcedure).exactOptional(),
  /** By the id of the catch event in `process.bpmn`. */
  waits: z.record(ElementId, Wait).exactOptional(),
  /** By the id of the user task in `process.bpmn`. */
  steps: z.record(ElementId, Step),
});
export type ProcedureDefinition = z.infer<typeof ProcedureDefinition>;

/** A procedure with its declaration and its drawing. */
export interface Procedure extends ProcedureDefinition {
  form: FormDefinition;
  processXml: string;
}

/** Whether it runs between agencies alone: citizens neither search for it nor file it. */
export function isInternal({ code }: Pick<ProcedureDefinition, 'code'>): boolean {
  return !/^\d/.test(code);
}
