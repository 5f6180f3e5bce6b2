import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ParkedEvent } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import { relativeTime } from '../language/relative-time.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Code, CopyCode } from '../ui/copy-code.js';
import { parkedEventsMessages } from './parked-events.messages.js';

interface ParkedEventItemProps {
  event: ParkedEvent;
  /** When the list was read. */
  nowMs: number;
  isPending: boolean;
  onRetry: () => void;
}

export function ParkedEventItem({ event, nowMs, isPending, onRetry }: ParkedEventItemProps) {
  const m = useMessages(parkedEventsMessages);
  const { eventType, aggregateId } = event;
  return (
    <li className="parked-event">
      <div className="row-apart">
        <h3>
          <Code>{eventType}</Code>
        </h3>
        <Button
          icon={<RotateCw aria-hidden="true" />}
          aria-label={m.retryOf(eventType, aggregateId)}
          isPending={isPending}
          onPress={onRetry}
        >
          {m.retry}
        </Button>
      </div>
      <p className="parked-reason code">
        <span className="visually-hidden">{m.reason}: </span>
        {event.reason}
      </p>
      <dl className="parked-facts">
        <Fact title={m.nextAttempt}>{event.due ? m.trying : <Instant at={event.nextAttemptAt} nowMs={nowMs} />}</Fact>
        <Fact title={m.parkedAt}>
          <Instant at={event.parkedAt} nowMs={nowMs} />
        </Fact>
        <Fact title={m.attempts}>{m.attemptsCount(event.attempts)}</Fact>
        <Fact title={m.waitingBehind}>{m.eventsCount(event.waitingBehind)}</Fact>
        <Fact title={m.from}>{nameOf(event.sourceService, m)}</Fact>
        <Fact title={m.aggregate}>
          <CopyCode code={aggregateId} />
        </Fact>
      </dl>
    </li>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Instant({ at, nowMs }: { at: string; nowMs: number }) {
  const format = useFormat();
  const language = useLanguage();
  return (
    <time dateTime={at}>
      {relativeTime(at, nowMs, language)} <span className="muted tabular">({format.dateTime(at)})</span>
    </time>
  );
}

const named = ['identity', 'dossier', 'document', 'notification', 'reporting'] as const;

/** A service in words; one that this page does not know by its own name. */
function nameOf(service: string, m: Record<(typeof named)[number], string>): string {
  const known = named.find((name) => name === service);
  return known ? m[known] : service;
}
