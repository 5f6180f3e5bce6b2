import { useQuery } from '@tanstack/react-query';
import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { deadlineQuery } from '../api/dossiers.js';
import type { Deadline, DossierClock } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Button } from '../ui/button.js';
import { Skeleton } from '../ui/skeleton.js';
import { clockMessages } from './clock.messages.js';
import './clock.css';
import { DeadlineStrip } from './deadline-strip.js';

/** On demand: why the promised date is this one, day by day. */
export function DeadlineExplanation({ dossierId, clock }: { dossierId: string; clock: DossierClock }) {
  const m = useMessages(clockMessages);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="deadline-explanation">
      <Button
        tone="quiet"
        icon={<CalendarDays aria-hidden="true" />}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {isOpen ? m.hide : m.explain}
      </Button>
      {clock.provisional && <p className="small muted">{m.provisional}</p>}
      {isOpen && <LoadedStrip dossierId={dossierId} />}
    </div>
  );
}

function LoadedStrip({ dossierId }: { dossierId: string }) {
  const deadline = useQuery(deadlineQuery(dossierId));
  return (
    <Loaded query={deadline} skeleton={<Skeleton lines={2} />}>
      {(loaded: Deadline) => <DeadlineStrip deadline={loaded} />}
    </Loaded>
  );
}
