import type { Dossier } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { DeadlineExplanation } from '../clock/deadline-explanation.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ParentLink } from '../sub-dossier/parts-panel.js';
import { Progress, useNextStep } from '../tracking/progress.js';
import { Banner } from '../ui/feedback.js';
import { myDossiersMessages } from './my-dossiers.messages.js';

/** In plain words: where the dossier lies, what comes next and by when. */
export function WhereItLies({ dossier }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  const nextStep = useNextStep();
  const receiving = useReceivingWords();
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
        <ParentLink dossier={dossier} to="/my/dossiers/$dossierId" />
      </div>
      <Clock clock={dossier.clock} />
      {dossier.state !== 'returned' && dossier.closedAt === undefined && (
        <p>
          <span className="muted">{m.receiving}:</span> {receiving(dossier)}
        </p>
      )}
      <Ending dossier={dossier} />
      <Progress dossier={dossier} />
      {dossier.dueAt && <DeadlineExplanation dossierId={dossier.id} clock={dossier.clock} />}
    </section>
  );
}

/** Why there is no result, or not the one that was asked for. */
function Ending({ dossier: { decision, decisionNote, closingNote, closedAt } }: { dossier: Dossier }) {
  const m = useMessages(myDossiersMessages);
  const format = useFormat();
  if (closedAt !== undefined) {
    return closingNote === undefined ? undefined : (
      <Banner tone="warning" title={m.endedTitle(format.dateTime(closedAt))}>
        <p>
          {m.reason}: {closingNote}
        </p>
      </Banner>
    );
  }
  if (decision !== 'refused') return undefined;
  return (
    <Banner tone="warning" title={m.refusedTitle}>
      {decisionNote && (
        <p>
          {m.reason}: {decisionNote}
        </p>
      )}
      <p>{m.refusedText}</p>
    </Banner>
  );
}

function useReceivingWords(): (dossier: Dossier) => string {
  const m = useMessages(myDossiersMessages);
  const text = useText();
  return ({ resultBy, postalAddress, intakeAgency }) =>
    resultBy === 'postal' ? m.byPost(postalAddress ?? '') : m.atCounter(text(intakeAgency.name));
}
