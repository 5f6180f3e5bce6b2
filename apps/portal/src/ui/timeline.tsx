import type { ReactNode } from 'react';
import './data.css';

export interface TimelineEntry {
  id: string;
  when: string;
  title: string;
  detail?: ReactNode;
  tone?: 'done' | 'current' | 'coming';
}

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={`timeline-entry timeline-${entry.tone ?? 'done'}`}>
          <p className="timeline-title">{entry.title}</p>
          {entry.detail}
          {entry.when && <p className="muted small tabular">{entry.when}</p>}
        </li>
      ))}
    </ol>
  );
}
