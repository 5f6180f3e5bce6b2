import { event, type RecordedEvent, type Tx } from '@motcua/service-kit/database';
import { actingFor, referenceOf, type DossierNames } from '../turn/locked-dossier.js';

type Parties = Parameters<typeof actingFor>[1];

/** What was shown: parts of the dossier by their pointers, a file, or a form. */
export interface Showing {
  readonly purpose: string;
  readonly automatic: boolean;
  readonly fields?: readonly string[];
  readonly fileId?: string;
  readonly form?: string;
}

/** The trace of a showing, for the history of the dossier. It tells what was shown, and nothing of what it says. */
export function personalDataShown(tx: Tx, row: DossierNames & Parties, showing: Showing): RecordedEvent {
  const under = actingFor(tx.caller, row);
  return event(
    'personaldata.shown',
    row.id,
    {
      dossier: referenceOf(row),
      officerId: tx.caller.subjectId,
      agencyCode: under.agencyCode ?? '',
      positionCode: under.positionCode ?? '',
      purpose: showing.purpose,
      fields: [...(showing.fields ?? [])],
      fileId: showing.fileId,
      form: showing.form,
      automatic: showing.automatic,
      shownAt: tx.at,
    },
    under,
  );
}
