import { valueAt } from '@motcua/form';
import type { DisclosurePurpose } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid, NotFound, type FieldFault } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import type { ReadDossier } from '../dossier/read-dossier.js';
import { recordWithNote } from '../turn/act-note.js';
import { DisclosureNotYours } from './disclosure.problems.js';
import type { ShowInFullInput, ShownInFull } from './disclosure.schemas.js';
import { hiddenFromOfficers } from './hidden-parts.js';
import { maySeeInFull } from './may-see-in-full.js';
import { personalDataShown } from './personal-data-shown.js';
import { purposesNow } from './purposes.js';

/** Shows an officer what is hidden of a dossier, for a purpose, and leaves the trace of it: no value without its trace. */
export class ShowInFull {
  constructor(
    private readonly ground: DossierGround,
    private readonly dossiers: ReadDossier,
  ) {}

  /**
   * @throws NotFound (404) for unknown dossiers and those of others alike; DisclosureNotYours (403)
   * @throws InputInvalid (422) an unknown purpose, words that it wants or does not take, a field that is not hidden
   */
  async execute(caller: Caller, dossierId: string, input: ShowInFullInput): Promise<ShownInFull> {
    const { commands, queries, packs, sealer, clock } = this.ground;
    const { row, dossier, form } = await this.dossiers.inFull(caller, dossierId);
    if (!maySeeInFull(caller, row)) throw new DisclosureNotYours();
    const { purposes } = await purposesNow({ packs, queries, clock });
    const hidden = new Set(hiddenFromOfficers(dossier, form).map(({ pointer }) => pointer));
    const faults = [...purposeFaults(purposes, input), ...fieldFaults(hidden, input.fields)];
    if (faults.length > 0) throw new InputInvalid(undefined, { faults });

    const fields = [...new Set(input.fields)];
    const { shownAt } = await commands.run(caller, clock.now(), async (tx) => {
      // Events of a dossier are numbered, so it is held; whether it may be seen was asked of the same row just before.
      const [locked] = await tx.query('select from dossier where id = $1 for update', [row.id]);
      if (!locked) throw new NotFound();
      const shown = personalDataShown(tx, row, { purpose: input.purpose, automatic: false, fields });
      if (input.note === undefined) tx.record(shown);
      else await recordWithNote(tx, sealer, shown, input.note);
      return { shownAt: tx.at.toISOString() };
    });
    return { shownAt, values: fields.map((pointer) => ({ pointer, value: valueAt(dossier, pointer) })) };
  }
}

function purposeFaults(purposes: readonly DisclosurePurpose[], { purpose: code, note }: ShowInFullInput): FieldFault[] {
  const purpose = purposes.find((known) => known.code === code);
  if (!purpose) {
    const text = { vi: 'Chọn một mục đích trong danh sách.', en: 'Choose a purpose of the list.' };
    return [{ pointer: '/purpose', code: 'purpose', text }];
  }
  if (purpose.note === 'required' && note === undefined) {
    const text = { vi: 'Mục đích này cần được nói rõ.', en: 'This purpose has to be explained.' };
    return [{ pointer: '/note', code: 'required', text }];
  }
  if (purpose.note !== 'none' || note === undefined) return [];
  const text = { vi: 'Mục đích này không kèm ghi chú.', en: 'This purpose takes no note.' };
  return [{ pointer: '/note', code: 'unknownField', text }];
}

function fieldFaults(hidden: ReadonlySet<string>, fields: readonly string[]): FieldFault[] {
  const text = { vi: 'Mục này của hồ sơ không bị che.', en: 'This part of the dossier is not hidden.' };
  return fields.flatMap((pointer, at) =>
    hidden.has(pointer) ? [] : [{ pointer: `/fields/${at}`, code: 'notHidden', text }],
  );
}
