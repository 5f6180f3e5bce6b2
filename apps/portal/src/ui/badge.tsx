import type { ReactNode } from 'react';
import './data.css';

export type BadgeTone = 'neutral' | 'early' | 'onTime' | 'soon' | 'overdue' | 'paused';

/** A state as icon and word; the colour only repeats what the word says. */
export function Badge({ tone, icon, children }: { tone: BadgeTone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`badge badge-${tone}`}>
      {icon}
      {children}
    </span>
  );
}
