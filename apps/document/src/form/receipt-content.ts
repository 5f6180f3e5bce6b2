import { z } from 'zod';

const Instant = z.iso.datetime({ offset: true });

/** One file of a dossier component, as the receipt lists it. */
const ReceiptFile = z.object({
  name: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().positive(),
});

/**
 * What the receipt (giấy tiếp nhận hồ sơ và hẹn trả kết quả) says about a dossier, as the dossier service gives it. Texts are Vietnamese
 * and printed as they are; instants are printed in Vietnam's time.
 */
export const ReceiptContent = z.object({
  language: z.literal('vi'),
  formName: z.string().min(1),
  /** Of the form set in force: `Mẫu số 01`. */
  formNumber: z.string().min(1),
  province: z.object({ vi: z.string(), en: z.string() }),
  /** The agency whose counter took the dossier in, and the one above it. */
  agencyName: z.string().min(1),
  parentAgencyName: z.string().optional(),
  code: z.string().min(1),
  trackingNumber: z.string().min(1),
  issuedAt: Instant,
  submitter: z.object({
    fullName: z.string().min(1),
    address: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    identityNumberMasked: z.string().optional(),
  }),
  procedure: z.object({ code: z.string(), name: z.string().min(1) }),
  competentAgencyName: z.string().min(1),
  components: z.array(
    z.object({ name: z.string(), copyKindText: z.string(), sets: z.int().min(0), files: z.array(ReceiptFile) }),
  ),
  setsTotal: z.int().min(0),
  timeLimitText: z.string(),
  acceptedAt: Instant,
  dueAt: Instant,
  /** Where the result is handed over. */
  receiveResultAt: z.string(),
  officerName: z.string(),
  fees: z.array(z.object({ name: z.string(), amountText: z.string() })),
  legalBasisNote: z.string().optional(),
  trackingUrl: z.string().optional(),
});
export type ReceiptContent = z.infer<typeof ReceiptContent>;
