import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dossierQuery } from '../api/dossiers.js';
import type { Dossier } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { DeadlineExplanation } from '../clock/deadline-explanation.js';
import { ConflictBanner } from '../dossier/conflict-banner.js';
import { DossierFiles } from '../dossier/dossier-files.js';
import { DossierTimeline } from '../dossier/dossier-timeline.js';
import { useFeeWords } from '../dossier/fee-words.js';
import { feeMessages } from '../dossier/fee.messages.js';
import { FileList } from '../files/file-list.js';
import { ReceiptLink } from '../files/receipt-link.js';
import { AnswersView } from '../form/answers-view.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Progress, useNextStep } from '../tracking/progress.js';
import { TurnBar } from '../turn/turn-bar.js';
import { CopyCode } from '../ui/copy-code.js';
import { Banner } from '../ui/feedback.js';
import { myDossiersMessages } from './my-dossiers.messages.js';
import './my-dossiers.css';

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
      <Loaded query={dossier}>{(loaded) => <MyDossierBody dossier={loaded} />}</Loaded>
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

function MyDossierBody({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  const [conflict, setConflict] = useState<Error>();
  return (
    <>
      {conflict && <ConflictBanner error={conflict} />}
      <WhereItLies dossier={dossier} />
      <TurnBar dossier={dossier} reportConflict={setConflict} />
      {dossier.resultFiles.length > 0 && (
        <section className="stack" aria-labelledby="result">
          <h2 id="result">{m.results}</h2>
          <FileList files={dossier.resultFiles} />
        </section>
      )}
      <section className="stack" aria-labelledby="papers">
        <h2 id="papers">{m.papers}</h2>
        {dossier.forms.includes('receipt') ? (
          <ReceiptLink dossierId={dossier.id} />
        ) : (
          <p className="muted">{m.receiptLater}</p>
        )}
        <DossierFiles components={dossier.components} />
      </section>
      <section className="stack" aria-labelledby="history">
        <h2 id="history">{m.history}</h2>
        <DossierTimeline dossierId={dossier.id} />
      </section>
      <details className="declared">
        <summary>{m.answers}</summary>
        <p className="small muted">
          {m.at}: {text(dossier.competentAgency.name)}
        </p>
        <AnswersView form={dossier.form} answers={dossier.answers} />
      </details>
    </>
  );
}

function WhereItLies({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  const nextStep = useNextStep();
  const { fees } = useMessages(feeMessages);
  const feeWords = useFeeWords();
  return (
    <section className="card stack" aria-labelledby="where">
      <div className="stack-tight">
        <h2 id="where">{m.where}</h2>
        <p>{nextStep(dossier)}</p>
        {dossier.tasks.map((task) => (
          <p key={task.id} className="muted">
            {m.lies(text(task.step.name), text(task.competentAgency.name))}
          </p>
        ))}
      </div>
      <Clock clock={dossier.clock} />
      {dossier.acceptedAt && (
        <p>
          <span className="muted">{fees}:</span> {feeWords(dossier.fees)}
        </p>
      )}
      {dossier.decision === 'refused' && (
        <Banner tone="warning" title={m.refusedTitle}>
          {dossier.decisionNote && (
            <p>
              {m.reason}: {dossier.decisionNote}
            </p>
          )}
          <p>{m.refusedText}</p>
        </Banner>
      )}
      <Progress dossier={dossier} />
      {dossier.dueAt && <DeadlineExplanation dossierId={dossier.id} clock={dossier.clock} />}
    </section>
  );
}
