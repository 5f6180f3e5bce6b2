import { Link } from '@tanstack/react-router';
import { Printer } from 'lucide-react';
import { receiptUrl } from '../api/files.js';
import type { AcceptedDossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { Button, buttonClass } from '../ui/button.js';
import { CopyCode } from '../ui/copy-code.js';
import { counterMessages } from './counter.messages.js';

/** What the officer reads out and hands over: code, promised date, receipt. */
export function Accepted({ dossier, onNext }: { dossier: AcceptedDossier; onNext: () => void }) {
  const m = useMessages(counterMessages);
  const format = useFormat();
  return (
    <Page title={m.doneTitle} lead={m.doneLead}>
      <div className="card stack accepted">
        <div>
          <p className="muted">{m.code}</p>
          <CopyCode code={dossier.code} isLarge />
        </div>
        <div>
          <p className="muted">{m.due}</p>
          <p className="accepted-due tabular">{format.dateTime(dossier.dueAt)}</p>
          <p className="muted">{format.dayInWords(dossier.dueAt)}</p>
        </div>
        <div>
          <p className="muted">{m.trackingNumber}</p>
          <CopyCode code={dossier.trackingNumber} />
        </div>
      </div>
      <div className="row">
        <a href={receiptUrl(dossier.id)} target="_blank" rel="noreferrer" className={buttonClass('primary')}>
          <Printer aria-hidden="true" />
          {m.receipt}
        </a>
        <Button onPress={onNext}>{m.next}</Button>
        <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }} className={buttonClass('quiet')}>
          {m.see}
        </Link>
      </div>
    </Page>
  );
}
