import { CircleCheck, CircleDashed, CirclePause, CircleStop, Clock3, ClockAlert, TriangleAlert } from 'lucide-react';
import type { DossierClock } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Badge } from '../ui/badge.js';
import { clockWords } from './clock-words.js';
import { clockMessages } from './clock.messages.js';
import './clock.css';

const icons = {
  notStarted: CircleDashed,
  early: Clock3,
  onTime: Clock3,
  soon: ClockAlert,
  overdue: TriangleAlert,
  paused: CirclePause,
  stopped: CircleStop,
};

/** The clock of a dossier, the same wherever one appears: icon, words and, unless told otherwise, the promised date. */
export function Clock({ clock, isDateHidden }: { clock: DossierClock; isDateHidden?: boolean }) {
  const m = useMessages(clockMessages);
  const format = useFormat();
  const { tone, words } = clockWords(clock, useLanguage());
  const Icon = clock.state === 'stopped' && clock.timeliness ? CircleCheck : icons[clock.state];
  return (
    <span className="clock">
      <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
        {words}
      </Badge>
      {clock.dueAt && !isDateHidden && (
        <span className="small muted tabular">
          {m.promised} {format.dateTime(clock.dueAt)}
        </span>
      )}
    </span>
  );
}
