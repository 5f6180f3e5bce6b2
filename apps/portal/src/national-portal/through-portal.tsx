import type { TimelineEvent } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { throughPortalMessages } from './through-portal.messages.js';

interface ThroughPortalProps {
  type: TimelineEvent['type'];
  way: NonNullable<TimelineEvent['nationalPortal']>;
}

/** That a dossier, a supplement or a withdrawal came through the national portal, under which number, and when. */
export function ThroughPortal({ type, way }: ThroughPortalProps) {
  const m = useMessages(throughPortalMessages);
  const format = useFormat();
  const [told, late] =
    type === 'supplement.answered'
      ? [m.supplemented, m.lateGiven]
      : type === 'dossier.withdrawn'
        ? [m.withdrawn, m.lateGiven]
        : [m.through, m.late];
  return (
    <>
      <p>{told(way.number)}</p>
      <p className="small muted">
        {m.received(format.dateTime(way.receivedAt), format.dateTime(way.arrivedAt))} {way.isLate && late}
      </p>
    </>
  );
}
