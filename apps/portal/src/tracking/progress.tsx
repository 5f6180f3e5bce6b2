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
    closedAt?: string;
  };
}

const stages: readonly DossierState[] = ['submitted', 'inProcess', 'decided', 'returned'];

/** The whole way of a dossier at a glance: what is behind it, where it stands, what comes and by when. */
export function Progress({ dossier }: ProgressProps) {
  const m = useMessages(trackingMessages);
  const format = useFormat();
  const at = (instant: string | undefined): string => (instant ? format.dateTime(instant) : '');
  const submitted = { id: 'submitted', title: m.submitted, when: at(dossier.submittedAt) };
  if (isClosed(dossier.state)) {
    const accepted = { id: 'accepted', title: m.accepted, when: at(dossier.acceptedAt) };
    const closed = { id: 'closed', title: m[dossier.state], when: at(dossier.closedAt) };
    return <Timeline entries={dossier.acceptedAt ? [submitted, accepted, closed] : [submitted, closed]} />;
  }
  const reached = stages.indexOf(dossier.state);
  const tone = (stage: number): TimelineEntry['tone'] =>
    reached >= stage ? 'done' : reached === stage - 1 ? 'current' : 'coming';
  const due = dossier.dueAt && reached < 2 ? m.by(format.dateTime(dossier.dueAt)) : '';
  return (
    <Timeline
      entries={[
        submitted,
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

function isClosed(state: DossierState): state is 'rejected' | 'withdrawn' | 'stopped' {
  return state === 'rejected' || state === 'withdrawn' || state === 'stopped';
}

/** Where the dossier lies and what its citizen has to do now, in a sentence or two. */
export function useNextStep(): (dossier: { state: DossierState; nationalState: number }) => string {
  const m = useMessages(trackingMessages);
  return ({ state, nationalState }) => {
    if (nationalState === 5) return m.nowSupplement;
    if (nationalState === 6) return m.nowFinancialObligation;
    return {
      submitted: m.nowSubmitted,
      inProcess: m.nowInProcess,
      decided: m.nowDecided,
      returned: m.nowReturned,
      rejected: m.nowRejected,
      withdrawn: m.nowWithdrawn,
      stopped: m.nowStopped,
    }[state];
  };
}
