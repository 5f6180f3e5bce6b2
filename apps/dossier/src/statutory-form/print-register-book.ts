import { inForce } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { problem } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { FormNotAvailable } from './form-ground.js';
import { formSets } from './form-set.js';
import type { RegisterBook, RegisterBookQuery } from './register-book.js';

/** Rows that one book prints at most: some two hundred sheets, and a second of rendering. */
const mostRows = 2_000;

/** The period has more dossiers than one book prints. */
export class RegisterBookTooLong extends problem('register-book-too-long', 409, {
  vi: { title: 'Sổ quá dài', detail: `Kỳ này có hơn ${mostRows} hồ sơ. Vui lòng chọn kỳ ngắn hơn.` },
  en: {
    title: 'The book is too long',
    detail: `The period has more than ${mostRows} dossiers. Please choose a shorter one.`,
  },
}) {}

/** What stands in a printed register book: the rows of a period under the head of the set in force on its last day. */
export class PrintRegisterBook {
  constructor(
    private readonly ground: Pick<DossierGround, 'packs' | 'queries' | 'clock'>,
    private readonly book: RegisterBook,
  ) {}

  /** @throws RegisterBookTooLong (409); NotFound (404) an agency that the caller does not oversee */
  async execute(
    caller: Caller,
    { agency, from, to }: Pick<RegisterBookQuery, 'agency' | 'from' | 'to'>,
  ): Promise<{ formSet: string; content: string }> {
    const { items, next } = await this.book.execute(caller, { agency, from, to, limit: mostRows });
    if (next !== undefined) throw new RegisterBookTooLong();
    const { queries, packs, clock } = this.ground;
    const { part: rules } = await packs.inForce(queries);
    const formSet = inForce(rules.province.formSet, to)?.value ?? '2025';
    const numbered = formSets[formSet]['register-book'];
    if (!numbered) throw new FormNotAvailable();
    const now = clock.now();
    const parent = rules.findAgency(agency, now)?.parent;
    const content = {
      language: 'vi',
      ...numbered,
      province: rules.province.name,
      agencyName: rules.agencyName(agency, now).vi,
      ...(parent && { parentAgencyName: rules.agencyName(parent, now).vi }),
      issuedAt: now.toISOString(),
      from: startOfDay(from),
      to: startOfDay(to),
      rows: items,
    };
    return { formSet, content: JSON.stringify(content) };
  }
}

/** Midnight in Vietnam. */
function startOfDay(date: string): string {
  return `${date}T00:00:00+07:00`;
}
