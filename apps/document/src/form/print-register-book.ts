import { status } from '@grpc/grpc-js';
import { z } from 'zod';
import type { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { InputInvalid, NotFound } from '@motcua/service-kit/errors';
import { CallRefused, type ServiceClient } from '@motcua/service-kit/grpc';
import type { Packs } from '@motcua/service-kit/packs';
import { formContents } from './form-content.js';
import type { FormTemplates } from './form-templates.js';
import { FormNotAvailable } from './problems.js';
import type { Typst } from './typst.js';

export const RegisterBookQuery = z.strictObject({
  /** Code of the agency whose counter took the dossiers in. */
  agency: z.string().min(1).max(80),
  /** First and last civil day of acceptance, in Vietnam. */
  from: z.iso.date(),
  to: z.iso.date(),
});
export type RegisterBookQuery = z.infer<typeof RegisterBookQuery>;

const BookIdentity = z.object({
  formName: z.string().min(1),
  issuedAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});

/**
 * The register book of a counter for a period as a PDF. It is what stands in the register now, so nothing of it is kept: each request prints
 * it anew.
 */
export class PrintRegisterBook {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<FormTemplates>,
    private readonly typst: Typst,
    private readonly dossier: ServiceClient<typeof DossierServiceService>,
  ) {}

  /**
   * @throws NotFound (404) an agency that the caller does not oversee
   * @throws InputInvalid (422) more dossiers in the period than one book prints
   * @throws FormNotAvailable (409) the province prints no register book
   */
  async execute(caller: Caller, query: RegisterBookQuery): Promise<{ name: string; pdf: Uint8Array }> {
    const { formSet, content } = await this.askForContent(caller, query);
    const said: unknown = JSON.parse(content);
    const { formName, issuedAt } = BookIdentity.parse(said);
    const { part } = await this.packs.inForce(this.queries);
    const path = part.find(formSet, 'register-book');
    if (path === undefined) throw new FormNotAvailable();
    const book = formContents['register-book'].parse(said);
    const pdf = await this.typst.renderPdf(part.sources, path, book, issuedAt);
    return { name: `${formName} ${query.agency} ${query.from} ${query.to}.pdf`, pdf };
  }

  private async askForContent(caller: Caller, { agency, from, to }: RegisterBookQuery) {
    try {
      return await this.dossier.getRegisterBook({ agencyCode: agency, from, to }, caller);
    } catch (error) {
      if (error instanceof CallRefused && error.code === status.NOT_FOUND) throw new NotFound();
      if (error instanceof CallRefused && error.code === status.FAILED_PRECONDITION) throw tooLong();
      throw error;
    }
  }
}

function tooLong(): InputInvalid {
  const text = {
    vi: 'Kỳ này có quá nhiều hồ sơ cho một cuốn sổ. Vui lòng chọn kỳ ngắn hơn.',
    en: 'The period has too many dossiers for one book. Please choose a shorter one.',
  };
  return new InputInvalid(undefined, { faults: [{ pointer: '?to', code: 'tooLong', text }] });
}
