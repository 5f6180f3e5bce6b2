import type { Dossier } from '../api/types.js';
import { SupplementBanner } from '../dossier/supplement-banner.js';
import { useMessages } from '../language/use-messages.js';
import { Banner } from '../ui/feedback.js';
import { myDossiersMessages } from './my-dossiers.messages.js';

/** What waits for the citizen: what is missing, a result to fetch, an opinion to give. Nothing where nothing does. */
export function AskedOfYou({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const mayRate = dossier.turns.some(({ turn, allowed }) => turn === 'rate' && allowed);
  return (
    <>
      <SupplementBanner dossier={dossier} reader="applicant" />
      {mayRate && (
        <Banner tone="info" title={m.rateTitle}>
          <p>{m.rateText}</p>
        </Banner>
      )}
    </>
  );
}
