import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/dossiers.js';
import type { TimelineEvent } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Timeline } from '../ui/timeline.js';
import { ThroughPortal } from '../national-portal/through-portal.js';
import { dossierMessages } from './dossier.messages.js';

/** What happened to a dossier, newest first: the same rows that an inspector reads. */
export function DossierTimeline({ dossierId }: { dossierId: string }) {
  const format = useFormat();
  const title = useEventTitle();
  const timeline = useQuery(timelineQuery(dossierId));
  return (
    <Loaded query={timeline}>
      {({ items }) => (
        <Timeline
          entries={items.toReversed().map((event) => ({
            id: String(event.sequence),
            title: title(event),
            when: format.dateTime(event.at),
            detail: <EventDetail event={event} />,
          }))}
        />
      )}
    </Loaded>
  );
}

function EventDetail({ event }: { event: TimelineEvent }) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const format = useFormat();
  const { actor, outcome, note, amountVnd, nationalPortal, fields, purpose } = event;
  const who = [
    actor?.displayName,
    actor?.positionTitle && text(actor.positionTitle),
    actor?.agencyName && text(actor.agencyName),
  ];
  const named = who.filter(Boolean).join(', ');
  return (
    <>
      {amountVnd !== undefined && <p>{format.money(amountVnd)}</p>}
      {purpose && <p>{m.purposeOf(text(purpose))}</p>}
      {outcome && <p>{m.outcome(text(outcome.name))}</p>}
      {nationalPortal && <ThroughPortal type={event.type} way={nationalPortal} />}
      {fields && <p>{m.fieldsOf(fields.map(({ section, label }) => `${text(section)}: ${text(label)}`).join('; '))}</p>}
      {note && <p className="event-note">{note}</p>}
      {named && <p className="small">{named}</p>}
    </>
  );
}

function useEventTitle(): (event: TimelineEvent) => string {
  const m = useMessages(dossierMessages);
  const text = useText();
  return ({ type, step }) => {
    const name = step ? text(step.name) : '';
    return {
      'dossier.submitted': m.eventSubmitted,
      'dossier.accepted': m.eventAccepted,
      'task.claimed': m.eventClaimed(name),
      'task.released': m.eventReleased(name),
      'step.completed': m.eventCompleted(name),
      'dossier.decided': m.eventDecided,
      'dossier.returned': m.eventReturned,
      'dossier.withdrawn': m.eventWithdrawn,
      'dossier.rejected': m.eventRejected,
      'dossier.stopped': m.eventStopped,
      'dossier.reinstated': m.eventReinstated,
      'dossier.extended': m.eventExtended,
      'supplement.requested': m.eventSupplementRequested,
      'supplement.answered': m.eventSupplementAnswered,
      'supplement.lapsed': m.eventSupplementLapsed,
      'clock.paused': m.eventClockPaused,
      'clock.resumed': m.eventClockResumed,
      'deadline.recomputed': m.eventRecomputed,
      'task.reassigned': m.eventReassigned(name),
      'step.returned': m.eventStepReturned(name),
      'result.corrected': m.eventCorrected,
      'dossier.reopened': m.eventReopened,
      'dossier.rated': m.eventRated,
      'personaldata.shown': m.eventShown,
      'consultation.asked': m.eventConsultationAsked,
      'consultation.answered': m.eventConsultationAnswered,
      'consultation.lapsed': m.eventConsultationLapsed,
      'consultation.withdrawn': m.eventConsultationWithdrawn,
      'message.received': m.eventMessageReceived,
      'delivery.chosen': m.eventDeliveryChosen,
      'subdossier.opened': m.eventSubOpened(name),
      'subdossier.closed': m.eventSubClosed(name),
      'timer.fired': m.eventTimer,
      'deadline.warned': m.eventWarned,
      'deadline.escalated': m.eventEscalated,
      'dossier.migrated': m.eventMigrated,
      'dossier.transferred': m.eventTransferred,
      'place.asked': m.eventPlaceAsked,
      'fee.assessed': m.eventFeeAssessed,
      'fee.paid': m.eventFeePaid,
      'fee.refunded': m.eventFeeRefunded,
    }[type];
  };
}
