import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SubmittedDossier } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { buttonClass } from '../ui/button.js';
import { CopyCode } from '../ui/copy-code.js';
import { Timeline } from '../ui/timeline.js';
import { applyMessages } from './apply.messages.js';

/** The dossier is in: its number, what comes next, by when, and where to look. */
export function Submitted({ dossier }: { dossier: SubmittedDossier }) {
  const m = useMessages(applyMessages);
  useEffect(() => window.scrollTo({ top: 0 }), []);
  return (
    <Page title={m.doneTitle} lead={m.doneLead}>
      <div className="card submitted-code">
        <CopyCode code={dossier.trackingNumber} isLarge />
      </div>
      <section className="stack" aria-labelledby="next">
        <h2 id="next">{m.nextTitle}</h2>
        <Timeline
          entries={[
            { id: 'check', title: m.nextCheck, when: '', tone: 'current' },
            { id: 'receipt', title: m.nextReceipt, when: '', tone: 'coming' },
            { id: 'notice', title: m.nextNotice, when: '', tone: 'coming' },
          ]}
        />
      </section>
      <div className="row">
        <Link to="/my/dossiers/$dossierId" params={{ dossierId: dossier.id }} className={buttonClass('primary')}>
          {m.seeDossier}
        </Link>
        <Link to="/" className={buttonClass()}>
          {m.backHome}
        </Link>
      </div>
    </Page>
  );
}
