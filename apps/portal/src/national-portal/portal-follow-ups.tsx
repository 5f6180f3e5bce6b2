import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { portalFollowUpsQuery } from '../api/national-portal.js';
import type { PortalFollowUp } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Badge } from '../ui/badge.js';
import { Code } from '../ui/copy-code.js';
import { MoreButton } from '../ui/more-button.js';
import { nationalPortalMessages } from './national-portal.messages.js';
import { PortalRefusal } from './portal-refusal.js';

/** Supplements and withdrawals that citizens gave at the portal and were not taken, with the reason. Nothing is shown where there are none. */
export function PortalFollowUps({ waiting, refused }: { waiting: number; refused: number }) {
  const m = useMessages(nationalPortalMessages);
  const followUps = useInfiniteQuery(portalFollowUpsQuery);
  if (waiting === 0 && refused === 0 && !followUps.data?.length) return null;
  return (
    <section className="stack" aria-labelledby="follow-ups">
      <div className="stack-tight">
        <h2 id="follow-ups">{m.followUpsTitle}</h2>
        <p className="muted">{m.followUpsLead}</p>
        {waiting > 0 && <p>{m.followUpsWaiting(waiting)}</p>}
      </div>
      <Loaded query={followUps}>
        {(rows) => (
          <ul className="portal-arrivals">
            {rows.map((followUp) => (
              <FollowUp key={followUp.number} followUp={followUp} />
            ))}
          </ul>
        )}
      </Loaded>
      {followUps.hasNextPage && (
        <MoreButton isLoading={followUps.isFetchingNextPage} onMore={() => void followUps.fetchNextPage()} />
      )}
    </section>
  );
}

function FollowUp({ followUp }: { followUp: PortalFollowUp }) {
  const m = useMessages(nationalPortalMessages);
  const format = useFormat();
  const { number, kind, dossier, dossierNumber, givenAt, arrivedAt, refusal, toldAt, fault } = followUp;
  return (
    <li className="portal-arrival">
      <h3>
        {kind ? m[kind] : m.unknownKind} <Code>{number}</Code>
      </h3>
      <p className="small muted">
        {dossier ? (
          <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }}>
            {m.ofDossier(dossier.name)}
          </Link>
        ) : (
          m.ofDossier(dossierNumber ?? m.unknown)
        )}{' '}
        · {m.givenAt(format.dateTime(givenAt), format.dateTime(arrivedAt))}
      </p>
      {refusal && <PortalRefusal refusal={refusal} />}
      {!toldAt && (
        <p className="stack-tight">
          <span>
            <Badge tone="soon">{m.notTold}</Badge>
          </span>
          {fault && <span className="small code portal-fault">{fault}</span>}
        </p>
      )}
    </li>
  );
}
