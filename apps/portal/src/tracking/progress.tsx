import type { DossierState } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Timeline, type TimelineEntry } from '../ui/timeline.js';
import { trackingMessages } from './tracking.messages.js';

interface ProgressProps {
  dossier: {
    state: DossierState;
    submittedAt: string;
    acceptedAt?: string;
    dueAt?: string;
    decidedAt?: string;
    returnedAt?: string;
  };
}

const stages: readonly DossierState[] = ['submitted', 'inProcess', 'decided', 'returned'];

/** The whole way of a dossier at a glance: what is behind it, where it stands, what comes and by when. */
export function Progress({ dossier }: ProgressProps) {
  const m = useMessages(trackingMessages);
  const format = useFormat();
  const at = (instant: string | undefined): string => (instant ? format.dateTime(instant) : '');
  const reached = stages.indexOf(dossier.state);
  const tone = (stage: number): TimelineEntry['tone'] =>
    reached >= stage ? 'done' : reached === stage - 1 ? 'current' : 'coming';
  const due = dossier.dueAt && reached < 2 ? m.by(format.dateTime(dossier.dueAt)) : '';
  return (
    <Timeline
      entries={[
        { id: 'submitted', title: m.submitted, when: at(dossier.submittedAt) },
        {
          id: 'accepted',
          title: reached >= 1 ? m.accepted : m.acceptedNext,
          when: at(dossier.acceptedAt),
          tone: tone(1),
        },
        {
          id: 'decided',
          title: reached >= 2 ? m.decided : m.inProcess,
          when: at(dossier.decidedAt) || due,
          tone: tone(2),
        },
        {
          id: 'returned',
          title: reached >= 3 ? m.returned : m.returnedNext,
          when: at(dossier.returnedAt),
          tone: tone(3),
        },
      ]}
    />
  );
}

/** Where the dossier lies and what its citizen has to do now, in a sentence or two. */
export function useNextStep(): (state: DossierState) => string {
  const m = useMessages(trackingMessages);
  return (state) =>
    ({ submitted: m.nowSubmitted, inProcess: m.nowInProcess, decided: m.nowDecided, returned: m.nowReturned })[state];
}
