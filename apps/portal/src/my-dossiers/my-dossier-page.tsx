import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { dossierQuery } from '../api/dossiers.js';
import type { Dossier } from '../api/types.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { DossierFiles } from '../dossier/dossier-files.js';
import { DossierTimeline } from '../dossier/dossier-timeline.js';
import { FeePanel } from '../fee/fee-panel.js';
import { PayOnline, ReturnedPayment } from '../fee/pay-online.js';
import { AnswersView } from '../form/answers-view.js';
import { DeclarationChanges } from '../form/declaration-changes.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { hasResult, ResultView } from '../result/result-view.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { FormList } from '../statutory-form/form-list.js';
import { PartsPanel } from '../sub-dossier/parts-panel.js';
import { TurnBar } from '../turn/turn-bar.js';
import { CopyCode } from '../ui/copy-code.js';
import { AskedOfYou } from './asked-of-you.js';
import { myDossiersMessages } from './my-dossiers.messages.js';
import './my-dossiers.css';
import { WhereItLies } from './where-it-lies.js';

export function MyDossierPage() {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  const { dossierId } = useParams({ from: '/my/dossiers/$dossierId' });
  const dossier = useQuery(dossierQuery(dossierId));
  return (
    <Page
      title={dossier.data ? text(dossier.data.procedure.name) : m.dossier}
      lead={dossier.data && <Codes dossier={dossier.data} />}
    >
      <Loaded query={dossier}>{(loaded) => <MyDossierBody key={loaded.id} dossier={loaded} />}</Loaded>
    </Page>
  );
}

function Codes({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  return (
    <span className="row small">
      {dossier.code ? m.code : m.trackingNumber}
      <CopyCode code={dossier.code ?? dossier.trackingNumber} />
    </span>
  );
}

/** Where it lies and what is asked come first; then what one may do, what came out, and all that is kept of it. */
function MyDossierBody({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const { payment } = useSearch({ from: '/my/dossiers/$dossierId' });
  const [conflict, setConflict] = useState<Error>();
  return (
    <>
      {conflict && <ConflictBanner error={conflict} />}
      {payment && <ReturnedPayment dossier={dossier} paymentId={payment} />}
      <AskedOfYou dossier={dossier} />
      <WhereItLies dossier={dossier} />
      <FeePanel dossier={dossier}>
        <PayOnline dossier={dossier} />
      </FeePanel>
      <TurnBar dossier={dossier} reportConflict={setConflict} />
      {hasResult(dossier) && (
        <section className="stack" aria-labelledby="result">
          <h2 id="result">{m.results}</h2>
          <ResultView dossier={dossier} />
        </section>
      )}
      <PartsPanel dossier={dossier} to="/my/dossiers/$dossierId" />
      <section className="stack" aria-labelledby="letters">
        <h2 id="letters">{m.letters}</h2>
        {!dossier.forms.includes('receipt') && <p className="muted">{m.receiptLater}</p>}
        {dossier.forms.length + dossier.letters.length > 0 && <FormList dossier={dossier} />}
      </section>
      {dossier.components.length > 0 && (
        <section className="stack" aria-labelledby="papers">
          <h2 id="papers">{m.papers}</h2>
          <DossierFiles components={dossier.components} />
        </section>
      )}
      <section className="stack" aria-labelledby="history">
        <h2 id="history">{m.history}</h2>
        <DossierTimeline dossierId={dossier.id} />
      </section>
      <Declared dossier={dossier} />
    </>
  );
}

function Declared({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  return (
    <details className="declared">
      <summary>{m.answers}</summary>
      <p className="small muted">
        {m.at}: {text(dossier.competentAgency.name)}
      </p>
      <AnswersView form={dossier.form} answers={dossier.answers} />
      <DeclarationChanges dossier={dossier} />
    </details>
  );
}
