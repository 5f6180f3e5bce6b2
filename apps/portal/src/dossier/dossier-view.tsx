import { lazy, Suspense, useState } from 'react';
import type { Dossier, ShownInFull, Task } from '../api/types.js';
import { AccessPanel } from '../access/access-panel.js';
import { Clock } from '../clock/clock.js';
import { DeadlineExplanation } from '../clock/deadline-explanation.js';
import { ConsultationPanel } from '../consultation/consultation-panel.js';
import { DisclosureBar } from '../disclosure/disclosure-bar.js';
import { withShown } from '../disclosure/shown-values.js';
import { FeePanel } from '../fee/fee-panel.js';
import { AnswersView } from '../form/answers-view.js';
import { DeclarationChanges } from '../form/declaration-changes.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { hasResult, ResultView } from '../result/result-view.js';
import { FormList } from '../statutory-form/form-list.js';
import { ParentLink, PartsPanel } from '../sub-dossier/parts-panel.js';
import { TurnBar } from '../turn/turn-bar.js';
import { Badge } from '../ui/badge.js';
import { CopyCode } from '../ui/copy-code.js';
import { Tabs } from '../ui/tabs.js';
import { ClosedBanner } from './closed-banner.js';
import { ConflictBanner } from './conflict-banner.js';
import { DossierFacts } from './dossier-facts.js';
import { DossierFiles } from './dossier-files.js';
import { DossierSteps } from './dossier-steps.js';
import { DossierTimeline } from './dossier-timeline.js';
import './dossier.css';
import { dossierMessages } from './dossier.messages.js';
import { SupplementBanner } from './supplement-banner.js';
import { TaskPanel } from './task-panel.js';

/** The viewer of drawings is large, and few look at it. */
const DossierProcess = lazy(async () => ({ default: (await import('./dossier-process.js')).DossierProcess }));

interface Shown {
  readonly dossierId: string;
  readonly version: number;
  readonly values: ShownInFull['values'];
}

/** A dossier on an officer's desk: its clock, what to do with it, and all that it holds. */
export function DossierView({ dossier: masked }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const [conflict, setConflict] = useState<Error>();
  // Only here, and gone with the page or the next version: what was shown to one reader is in no cache for the next.
  const [shown, setShown] = useState<Shown>();
  const values = shown?.dossierId === masked.id && shown.version === masked.version ? shown.values : [];
  const dossier = withShown(masked, values);
  const show = (given: Shown['values']) => setShown({ dossierId: masked.id, version: masked.version, values: given });
  return (
    <div className="stack">
      <DossierHead dossier={dossier} />
      {conflict && <ConflictBanner error={conflict} />}
      <ClosedBanner dossier={dossier} />
      <SupplementBanner dossier={dossier} reader="officer" />
      {tasksShown(dossier).map((task) => (
        <TaskPanel key={task.id} task={task} dossier={dossier} reportConflict={setConflict} />
      ))}
      <TurnBar dossier={dossier} reportConflict={setConflict} />
      <AccessPanel dossierId={dossier.id} />
      <ConsultationPanel dossier={dossier} reportConflict={setConflict} />
      <PartsPanel dossier={dossier} to="/dossiers/$dossierId" />
      <FeePanel dossier={dossier} />
      <DisclosureBar dossier={dossier} isShown={values.length > 0} onShow={show} />
      <DossierFacts dossier={dossier} />
      <h2 className="visually-hidden">{m.tabs}</h2>
      <DossierTabs dossier={dossier} />
    </div>
  );
}

/** What others were asked for an opinion on stands among the opinions; a panel is for whoever answers. */
function tasksShown({ tasks }: Dossier): Task[] {
  return tasks.filter(({ step, allowed }) => step.kind !== 'consult' || allowed.length > 0);
}

function DossierHead({ dossier }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const text = useText();
  return (
    <div className="stack-tight">
      <div className="row">
        <CopyCode code={dossier.code ?? dossier.trackingNumber} />
        <Clock clock={dossier.clock} />
        {dossier.decision && (
          <Badge tone={dossier.decision === 'approved' ? 'onTime' : 'overdue'}>{m[dossier.decision]}</Badge>
        )}
      </div>
      {dossier.heldBy.length > 0 && (
        <p className="small muted">{m.heldBy(dossier.heldBy.map(({ name }) => text(name)).join(', '))}</p>
      )}
      <ParentLink dossier={dossier} to="/dossiers/$dossierId" />
      {dossier.dueAt && <DeadlineExplanation dossierId={dossier.id} clock={dossier.clock} />}
    </div>
  );
}

function DossierTabs({ dossier }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const [tab, setTab] = useState('form');
  const result = { id: 'result', title: m.results, content: <ResultView dossier={dossier} isNoteShown /> };
  return (
    <Tabs
      label={m.tabs}
      selected={tab}
      onSelect={setTab}
      tabs={[
        { id: 'form', title: m.form, content: <Declaration dossier={dossier} /> },
        { id: 'files', title: m.files, content: <DossierFiles components={dossier.components} /> },
        { id: 'letters', title: m.letters, content: <FormList dossier={dossier} /> },
        ...(hasResult(dossier) ? [result] : []),
        { id: 'timeline', title: m.timeline, content: <DossierTimeline dossierId={dossier.id} /> },
        { id: 'steps', title: m.steps, content: <ProcessTab dossier={dossier} /> },
      ]}
    />
  );
}

function Declaration({ dossier }: { dossier: Dossier }) {
  return (
    <div className="stack-wide">
      <AnswersView form={dossier.form} answers={dossier.answers} />
      <DeclarationChanges dossier={dossier} />
    </div>
  );
}

function ProcessTab({ dossier }: { dossier: Dossier }) {
  return (
    <div className="stack">
      <Suspense>
        <DossierProcess dossier={dossier} />
      </Suspense>
      <DossierSteps dossier={dossier} />
    </div>
  );
}
