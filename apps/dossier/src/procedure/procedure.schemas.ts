import { z } from 'zod';

export const Text = z.object({ vi: z.string(), en: z.string() }).meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;

/** An agency, a procedure or a position by its code and name. */
export const Named = z.object({ code: z.string(), name: Text }).meta({ id: 'Named' });

export const ProcedureSummary = z
  .object({
    code: z.string(),
    name: Text,
    field: Named,
    onlineLevel: z.enum(['full', 'partial', 'none']),
    timeLimit: z.object({
      n: z.number(),
      unit: z.enum(['workingDay', 'calendarDay', 'workingHour', 'sameDay']),
      text: Text,
    }),
    feeText: Text,
  })
  .meta({ id: 'ProcedureSummary' });
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

export const ProcedureList = z
  .object({ items: z.array(ProcedureSummary), next: z.string().optional() })
  .meta({ id: 'ProcedureList' });
export type ProcedureList = z.infer<typeof ProcedureList>;

/** The kinds of copy that a procedure may ask for. */
export const CopyKind = z.enum(['original', 'certifiedCopy', 'photocopy', 'electronic']);
export type CopyKind = z.infer<typeof CopyKind>;

/** A form as libs/form defines it: JSON Schema for the answers and a layout for people. */
export const Form = z
  .object({ schema: z.record(z.string(), z.unknown()), layout: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: 'FormDefinition' });

export const ProcedureDetail = ProcedureSummary.extend({
  description: Text,
  subjects: Text,
  level: z.enum(['province', 'commune']),
  ways: z.array(z.enum(['counter', 'postal', 'online'])),
  legalBasis: z.array(z.string()),
  components: z.array(
    z.object({
      code: z.string(),
      name: Text,
      required: z.boolean(),
      sets: z.int(),
      copyKinds: z.array(CopyKind),
      isForm: z.boolean(),
    }),
  ),
  fees: z.array(z.object({ kind: z.enum(['phi', 'lephi']), name: Text, text: Text, basis: z.string() })),
  result: z.object({ name: Text }),
  form: Form,
  steps: z.array(
    z.object({
      elementId: z.string(),
      name: Text,
      kind: z.enum(['receive', 'examine', 'consult', 'decide', 'approve', 'deliver']),
      agencyName: Text.optional(),
    }),
  ),
  packHash: z.string(),
}).meta({ id: 'Procedure' });
export type ProcedureDetail = z.infer<typeof ProcedureDetail>;

export const ProcedureFields = z
  .object({ items: z.array(z.object({ code: z.string(), name: Text, count: z.int() })) })
  .meta({ id: 'ProcedureFields' });
export type ProcedureFields = z.infer<typeof ProcedureFields>;

export const OfferingAgencies = z
  .object({ items: z.array(z.object({ code: z.string(), name: Text, kind: z.string() })) })
  .meta({ id: 'OfferingAgencies' });
export type OfferingAgencies = z.infer<typeof OfferingAgencies>;

export const ProcedureQuery = z.strictObject({
  q: z.string().max(200).optional(),
  field: z.string().max(80).optional(),
  agency: z.string().max(80).optional(),
  /** `citizens`: what they file; `counter`: also what agencies hand in to one another; `all`: also the parts of interconnected procedures. */
  scope: z.enum(['citizens', 'counter', 'all']).default('citizens'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(80).optional(),
});
export type ProcedureQuery = z.infer<typeof ProcedureQuery>;
