import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Banner } from '../ui/feedback.js';
import { dossierMessages } from './dossier.messages.js';

/** That a dossier ended without a result, when and why. */
export function ClosedBanner({ dossier: { state, closedAt, closingNote } }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const format = useFormat();
  const titles = { rejected: m.eventRejected, withdrawn: m.eventWithdrawn, stopped: m.eventStopped };
  if (state !== 'rejected' && state !== 'withdrawn' && state !== 'stopped') return undefined;
  return (
    <Banner tone="warning" title={titles[state]}>
      {closingNote && <p>{closingNote}</p>}
      {closedAt && <p className="small tabular">{format.dateTime(closedAt)}</p>}
    </Banner>
  );
}
