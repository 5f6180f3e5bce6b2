import type { TimelineEvent } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { throughPortalMessages } from './through-portal.messages.js';

/** That a dossier came through the national portal, under which number, and when. */
export function ThroughPortal({ way }: { way: NonNullable<TimelineEvent['nationalPortal']> }) {
  const m = useMessages(throughPortalMessages);
  const format = useFormat();
  return (
    <>
      <p>{m.through(way.number)}</p>
      <p className="small muted">
        {m.received(format.dateTime(way.receivedAt), format.dateTime(way.arrivedAt))} {way.isLate && m.late}
      </p>
    </>
  );
}
