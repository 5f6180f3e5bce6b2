import { useMessages } from '../language/use-messages.js';
import './feedback.css';
import { uiMessages } from './ui.messages.js';

/** The page's shape while it loads; it shows itself after 200 ms, so that a quick answer does not flicker. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const m = useMessages(uiMessages);
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{m.loading}…</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
