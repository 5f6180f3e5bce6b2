import { z } from 'zod';
import { vietnamTime } from './vietnam-time.js';

/** A moment, which templates read by Vietnam's clock. */
const Instant = z.iso.datetime({ offset: true }).transform(vietnamTime);

const Submitter = z.object({
  fullName: z.string().min(1),
  address: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  identityNumberMasked: z.string().optional(),
});

/** What every paper says. Texts are Vietnamese and printed as they are. */
const anyPaper = {
  language: z.literal('vi'),
  formName: z.string().min(1),
  province: z.object({ vi: z.string(), en: z.string() }),
  /** The agency that gives the form, and the one above it. */
  agencyName: z.string().min(1),
  parentAgencyName: z.string().optional(),
  issuedAt: Instant,
};

/** Of the form set in force: `Mẫu số 01`. */
const numbered = { formNumber: z.string().min(1) };
const anyForm = { ...anyPaper, ...numbered };

const dossierPaper = {
  ...anyPaper,
  trackingNumber: z.string().min(1),
  submitter: Submitter,
  procedure: z.object({ code: z.string(), name: z.string().min(1) }),
  competentAgencyName: z.string().min(1),
  officerName: z.string(),
};
const dossierForm = { ...dossierPaper, ...numbered };
const acceptedForm = { ...dossierForm, code: z.string().min(1), acceptedAt: Instant, dueAt: Instant };
/** A letter tells of one act; the dossier may not have been accepted yet. */
const letter = { ...dossierForm, code: z.string().min(1).optional(), of: z.uuid(), reason: z.string().min(1) };

const ReceiptFile = z.object({
  name: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
});

const RegisterRow = z.object({
  code: z.string(),
  procedureName: z.string(),
  sets: z.int().min(0),
  submitter: z.string(),
  competentAgencyName: z.string(),
  acceptedAt: Instant,
  dueAt: Instant,
  decidedAt: Instant.optional(),
  returnedAt: Instant.optional(),
  receiving: z.string(),
  note: z.string().optional(),
});

/**
 * What each statutory form says, as the dossier service gives it and its template reads it.
 * @source Thông tư 01/2018/TT-VPCP; Thông tư 03/2025/TT-VPCP, Phụ lục I
 */
export const formContents = {
  receipt: z.object({
    ...acceptedForm,
    components: z.array(
      z.object({ name: z.string(), copyKindText: z.string(), sets: z.int().min(0), files: z.array(ReceiptFile) }),
    ),
    setsTotal: z.int().min(0),
    timeLimitText: z.string(),
    /** Where the result is handed over. */
    receiveResultAt: z.string(),
    fees: z.array(z.object({ name: z.string(), amountText: z.string() })),
    legalBasisNote: z.string().optional(),
    trackingUrl: z.string().optional(),
  }),
  'supplement-request': z.object({
    ...letter,
    items: z.array(z.object({ name: z.string().optional(), note: z.string(), legalBasis: z.string().optional() })),
    /** What of the declaration is to be put right. */
    fields: z.array(z.object({ section: z.string(), label: z.string() })).default([]),
    lapsesAt: Instant,
  }),
  /** Of taking the dossier in, or of what it asks for. */
  refusal: z.object({ ...letter, refused: z.enum(['intake', 'result']) }),
  apology: z.object({ ...letter, ...acceptedForm, wasDueAt: Instant }),
  'stop-notice': z.object({ ...letter, stoppedAt: Instant }),
  'control-slip': z.object({
    ...acceptedForm,
    /** The last event that it tells of. */
    of: z.uuid(),
    handOvers: z.array(
      z.object({
        at: Instant,
        from: z.string(),
        to: z.string(),
        result: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
  }),
  /** For a payment, or what is left of it after something was given back; no form of the circulars, so it has no number among them. */
  'fee-receipt': z.object({
    ...dossierPaper,
    code: z.string().min(1).optional(),
    of: z.uuid(),
    receiptNumber: z.string().min(1),
    items: z
      .array(
        z.object({
          kind: z.string(),
          name: z.string(),
          amountText: z.string(),
          reliefText: z.string().optional(),
          basis: z.string().optional(),
        }),
      )
      .min(1),
    totalText: z.string().min(1),
    totalWords: z.string().min(1),
    paidAt: Instant,
    way: z.enum(['counter', 'online']),
    meansText: z.string().optional(),
    /** Of a receipt from a printed book that was given beside this one. */
    bookNumber: z.string().optional(),
    /** The provider's number of the transaction. */
    reference: z.string().optional(),
    refunds: z.array(
      z.object({ amountText: z.string(), amountWords: z.string(), refundedAt: Instant, reason: z.string() }),
    ),
    leftText: z.string(),
  }),
  'register-book': z.object({ ...anyForm, from: Instant, to: Instant, rows: z.array(RegisterRow) }),
} as const;

export type StatutoryForm = keyof typeof formContents;
/** The content of a form as JSON has it. */
export type FormContent<Form extends StatutoryForm> = z.input<(typeof formContents)[Form]>;

/** The forms of a dossier. */
export const DossierForm = z.enum([
  'receipt',
  'supplement-request',
  'refusal',
  'apology',
  'stop-notice',
  'control-slip',
  'fee-receipt',
]);
export type DossierForm = z.infer<typeof DossierForm>;

/** What the service itself reads of the content of a dossier's form. */
export const FormIdentity = z.object({
  formName: z.string().min(1),
  issuedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  code: z.string().optional(),
  trackingNumber: z.string(),
  /** The act that it tells of, where a dossier has the form once per act. */
  of: z.uuid().optional(),
});
