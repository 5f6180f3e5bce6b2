import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { TraceOpening } from '../disclosure/trace-opening.js';
import { namesOf } from '../dossier/people.js';
import type { ReadDossier } from '../dossier/read-dossier.js';
import type { DossierGround } from '../dossier-ground.js';
import { feeReceiptContent, feeReceiptSet, feeReceiptsOf } from '../fee/fee-receipt.js';
import { controlSlipContent } from './control-slip.js';
import { FormNotAvailable, formSetOf, type FormEvent, type FormGround } from './form-ground.js';
import { letterContent, letterForms, lettersOf } from './letters.js';
import { receiptContent } from './receipt.js';

/** What stands in the statutory forms of a dossier, and in the receipts for its fee, for those who may read it. That an officer reads one leaves a trace. */
export class WriteForm {
  constructor(
    private readonly ground: DossierGround,
    private readonly dossiers: ReadDossier,
    private readonly traceOpening: TraceOpening,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /**
   * @param name of the form, or `<form>/<act>` for one act of a form that there is once per act; without it, the latest
   * @throws NotFound (404) also for an act that did not happen; FormNotAvailable (409) it has not come so far
   */
  async execute(caller: Caller, dossierId: string, name: string): Promise<{ formSet: string; content: string }> {
    const [form, of] = name.split('/', 2);
    const row = await this.dossiers.row(caller, dossierId);
    const { queries, packs } = this.ground;
    const [rules, history] = await Promise.all([
      packs.get(queries, row.pack_hash),
      queries.read<FormEvent>(
        `select id, type, occurred_at, actor_id, agency_code, position_code, data from event_log
          where aggregate_id = $1 and type <> 'personaldata.shown' order by sequence`,
        [dossierId],
      ),
    ]);
    const officers = history.filter(({ agency_code }) => agency_code !== null).map(({ actor_id }) => actor_id);
    const names = await namesOf(this.identity, [row.accepted_by, ...officers]);
    const written = await this.write(caller, { row, rules, history, names, dossiers: this.dossiers }, form, of);
    // Every form has the submitter's address and telephone in full.
    await this.traceOpening.execute(caller, dossierId, { form: form ?? name });
    const formSet = form === 'fee-receipt' ? feeReceiptSet : formSetOf(row, rules);
    return { formSet, content: JSON.stringify(written) };
  }

  private async write(caller: Caller, ground: FormGround, form: string | undefined, of: string | undefined) {
    const { queries, sealer } = this.ground;
    if (form === 'receipt' && of === undefined) return receiptContent(ground);
    // What colleagues note to one another is no citizen's.
    if (form === 'control-slip' && of === undefined && caller.kind === 'officer')
      return controlSlipContent(ground, queries, sealer);
    if (form === 'fee-receipt') {
      const receipts = feeReceiptsOf(ground.row.payments);
      return feeReceiptContent(ground, actOf(receipts, of), sealer);
    }
    if (!letterForms.some((letter) => letter === form)) throw new NotFound();
    const letters = lettersOf(ground.history, ground.row, ground.rules).filter((letter) => letter.form === form);
    return letterContent(ground, actOf(letters, of), queries, sealer);
  }
}

/**
 * @param of the act; without it, the latest
 * @throws NotFound (404) no such act; FormNotAvailable (409) there is none so far
 */
function actOf<Paper extends { readonly of: string }>(papers: readonly Paper[], of: string | undefined): Paper {
  const paper = of === undefined ? papers.at(-1) : papers.find((one) => one.of === of);
  if (paper) return paper;
  throw of === undefined ? new FormNotAvailable() : new NotFound();
}
