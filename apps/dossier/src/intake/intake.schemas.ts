import { z } from 'zod';
import { ResultWish } from '../delivery/delivery.schemas.js';
import { CopyKind } from '../procedure/procedure.schemas.js';

const ProcedureCode = z.string().min(1).max(40);
const AgencyCode = z.string().min(1).max(80);
/** Its shape is the procedure's form; that is checked against the form itself. */
export const Answers = z.record(z.string().max(200), z.unknown());
const FileIds = z.array(z.uuid()).max(20);

/** A paper of an online dossier. */
const OnlineComponent = z.strictObject({
  code: z.string().min(1).max(80),
  fileIds: FileIds,
  copyKind: CopyKind.optional(),
});

/** A paper handed over at a counter, scanned or not. */
const CounterComponent = OnlineComponent.extend({ sets: z.int().min(1).max(50) });

export const SubmitDossierInput = z
  .strictObject({
    procedureCode: ProcedureCode,
    competentAgencyCode: AgencyCode,
    answers: Answers,
    components: z.array(OnlineComponent).max(50),
    /** Without it the result waits at the counter. */
    resultWish: ResultWish.optional(),
  })
  .meta({ id: 'SubmitDossierInput' });
export type SubmitDossierInput = z.infer<typeof SubmitDossierInput>;

export const Submitter = z.strictObject({
  fullName: z.string().trim().min(1).max(120),
  identityNumber: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  phone: z
    .string()
    .regex(/^0\d{9}$/)
    .optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().min(1).max(300).optional(),
});
export type Submitter = z.infer<typeof Submitter>;

export const TakeInDossierInput = z
  .strictObject({
    procedureCode: ProcedureCode,
    competentAgencyCode: AgencyCode,
    intakeAgencyCode: AgencyCode,
    channel: z.enum(['counter', 'postal', 'mobile']),
    submitter: Submitter,
    answers: Answers,
    components: z.array(CounterComponent).max(50),
    resultWish: ResultWish.optional(),
  })
  .meta({ id: 'TakeInDossierInput' });
export type TakeInDossierInput = z.infer<typeof TakeInDossierInput>;

export const SubmittedDossier = z
  .object({
    id: z.uuid(),
    trackingNumber: z.string(),
    submittedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: 'SubmittedDossier' });
export type SubmittedDossier = z.infer<typeof SubmittedDossier>;

export const AcceptedDossier = SubmittedDossier.extend({
  code: z.string(),
  acceptedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
}).meta({ id: 'AcceptedDossier' });
export type AcceptedDossier = z.infer<typeof AcceptedDossier>;
