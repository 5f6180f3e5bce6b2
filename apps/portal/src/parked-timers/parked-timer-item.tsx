import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { parkedTimersQuery, retryParkedTimer, type ParkedTimer } from '../api/parked-timers.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { parkedTimersMessages } from './parked-timers.messages.js';

interface ParkedTimerItemProps {
  timer: ParkedTimer;
  onRetried: () => void;
}

/** One incident: what was to happen to which dossier, when, and why it did not. */
export function ParkedTimerItem({ timer, onRetried }: ParkedTimerItemProps) {
  const m = useMessages(parkedTimersMessages);
  const format = useFormat();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const code = timer.code ?? timer.trackingNumber;
  const what = useKindWords()(timer.kind);
  const retry = useMutation({
    mutationFn: () => retryParkedTimer(timer.id, idempotencyKey),
    onSuccess: onRetried,
    onSettled: () => queryClient.invalidateQueries({ queryKey: parkedTimersQuery.queryKey }),
  });
  const facts: readonly (readonly [string, string | undefined])[] = [
    [m.element, timer.elementId],
    [m.fireAt, format.dateTime(timer.fireAt)],
    [m.parkedAt, format.dateTime(timer.parkedAt)],
  ];
  return (
    <li className="parked-event">
      <div className="row-apart">
        <div className="stack-tight">
          <h2 className="panel-title">{what}</h2>
          <p className="small muted">
            <Code>{code}</Code> ·{' '}
            <Link to="/administration/processes" search={{ procedure: timer.procedureCode }}>
              {m.process(timer.procedureCode)}
            </Link>
          </p>
        </div>
        <Button
          icon={<RotateCw aria-hidden="true" />}
          aria-label={m.retryOf(what, code)}
          isPending={retry.isPending}
          onPress={() => retry.mutate()}
        >
          {m.retry}
        </Button>
      </div>
      <p className="parked-reason code small">{timer.reason}</p>
      <dl className="parked-facts">
        {facts.map(
          ([title, value]) =>
            value && (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {retry.error && <ProblemBanner error={retry.error} />}
    </li>
  );
}

/** What was to happen; a kind that a newer release sets keeps its name. */
function useKindWords(): (kind: string) => string {
  const m = useMessages(parkedTimersMessages);
  const words: Readonly<Record<string, string>> = {
    process: m.kindProcess,
    silence: m.kindSilence,
    subDossier: m.kindSubDossier,
    supplementLapse: m.kindSupplementLapse,
    calledOff: m.kindCalledOff,
  };
  return (kind) => words[kind] ?? kind;
}
