import type { Dossier } from '../api/types.js';
import { FileList } from '../files/file-list.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { DeliveryFacts } from './delivery-facts.js';
import { RatingView } from './rating-view.js';
import './result.css';
import { resultMessages } from './result.messages.js';

interface ResultViewProps {
  dossier: Dossier;
  /** Why it was refused, where the page does not say so above. */
  isNoteShown?: boolean;
}

/** What came out: the decision and its files, what was put right, how it is handed over, what was decided before, and the rating. */
export function ResultView({ dossier, isNoteShown = false }: ResultViewProps) {
  const m = useMessages(resultMessages);
  const format = useFormat();
  const { decision, decidedAt, decisionNote, resultFiles } = dossier;
  return (
    <div className="stack-wide">
      <section className="stack-tight">
        {decision && decidedAt ? (
          <p>
            <strong>{m[decision]}</strong> <span className="muted tabular">· {format.dateTime(decidedAt)}</span>
          </p>
        ) : (
          <p className="muted">{m.notYet}</p>
        )}
        {isNoteShown && decisionNote && <p className="event-note">{decisionNote}</p>}
        {resultFiles.length > 0 && <FileList files={resultFiles} />}
        {decision && resultFiles.length === 0 && <p className="muted">{m.onPaper}</p>}
      </section>
      <Corrections dossier={dossier} />
      <DeliveryFacts dossier={dossier} />
      <EarlierDecisions dossier={dossier} />
      <RatingView dossier={dossier} />
    </div>
  );
}

/** Whether there is anything of a result to look at. */
export function hasResult({ decision, earlierDecisions, rating, resultFiles }: Dossier): boolean {
  return decision !== undefined || earlierDecisions.length > 0 || rating !== undefined || resultFiles.length > 0;
}

function Corrections({ dossier: { corrections } }: { dossier: Dossier }) {
  const m = useMessages(resultMessages);
  const format = useFormat();
  if (corrections.length === 0) return undefined;
  return (
    <section className="stack-tight">
      <h3>{m.corrections}</h3>
      {corrections.map(({ correctedAt, reason, earlierFiles }) => (
        <div key={correctedAt} className="earlier">
          <p>{reason}</p>
          <p className="small muted tabular">{m.correctedAt(format.dateTime(correctedAt))}</p>
          {earlierFiles.length > 0 && (
            <>
              <p className="small muted">{m.earlierFiles}</p>
              <FileList files={earlierFiles} />
            </>
          )}
        </div>
      ))}
    </section>
  );
}

function EarlierDecisions({ dossier: { earlierDecisions } }: { dossier: Dossier }) {
  const m = useMessages(resultMessages);
  const format = useFormat();
  if (earlierDecisions.length === 0) return undefined;
  return (
    <section className="stack-tight">
      <h3>{m.earlier}</h3>
      {earlierDecisions.map((earlier) => (
        <div key={earlier.reopenedAt} className="earlier">
          <p>
            {m.earlierDecision(m[earlier.decision], format.dateTime(earlier.decidedAt))} · {m[earlier.timeliness]}
          </p>
          {earlier.decisionNote && <p className="event-note">{earlier.decisionNote}</p>}
          <p className="small muted">{m.reopened(format.dateTime(earlier.reopenedAt), earlier.complaintReference)}</p>
          {earlier.files.length > 0 && <FileList files={earlier.files} />}
        </div>
      ))}
    </section>
  );
}
