import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { turnMessages } from '../turn/turn.messages.js';
import { resultMessages } from './result.messages.js';

/** What the citizen thought of the service. */
export function RatingView({ dossier: { rating } }: { dossier: Dossier }) {
  const m = useMessages(resultMessages);
  const words = useMessages(turnMessages);
  const format = useFormat();
  if (!rating) return undefined;
  const criteria: Readonly<Record<string, string>> = {
    timeLimit: words.timeLimit,
    contacts: words.contacts,
    attitude: words.attitude,
  };
  const marks = [words.poor, words.fair, words.good];
  return (
    <section className="stack-tight">
      <h3>{m.rating}</h3>
      <p>
        <strong>{rating.satisfied ? words.yes : words.no}</strong>{' '}
        <span className="muted tabular">· {format.dateTime(rating.ratedAt)}</span>
      </p>
      <ul className="small">
        {Object.entries(rating.points).map(([criterion, points]) => (
          <li key={criterion}>
            {criteria[criterion] ?? criterion}: {marks[points] ?? points}
          </li>
        ))}
      </ul>
      {rating.comment && <p className="event-note">{rating.comment}</p>}
    </section>
  );
}
