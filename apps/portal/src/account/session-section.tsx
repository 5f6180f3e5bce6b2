import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountQuery, endOtherSessions, endSession } from '../api/identity.js';
import type { OwnSession } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import { relativeTime } from '../language/relative-time.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { announce } from '../ui/toast.js';
import { accountMessages } from './account.messages.js';
import { deviceWords } from './device-words.js';

/** @param nowMs when the sessions were read */
export function SessionSection({ sessions, nowMs }: { sessions: readonly OwnSession[]; nowMs: number }) {
  const m = useMessages(accountMessages);
  const queryClient = useQueryClient();
  const ending = useMutation({
    mutationFn: (id: string | undefined) => (id === undefined ? endOtherSessions() : endSession(id)),
    onSuccess: async () => {
      announce(m.ended);
      await queryClient.invalidateQueries(accountQuery);
    },
  });
  return (
    <section className="stack" aria-labelledby="sessions">
      <div className="stack-tight">
        <h2 id="sessions">{m.sessionsTitle}</h2>
        <p className="muted">{m.sessionsLead}</p>
      </div>
      {ending.error && <ProblemBanner error={ending.error} />}
      <ul className="own-list">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            nowMs={nowMs}
            isPending={ending.isPending}
            onEnd={() => ending.mutate(session.id)}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="row">
          <Button isPending={ending.isPending} onPress={() => ending.mutate(undefined)}>
            {m.endOthers}
          </Button>
        </div>
      )}
    </section>
  );
}

interface SessionItemProps {
  session: OwnSession;
  nowMs: number;
  isPending: boolean;
  onEnd: () => void;
}

function SessionItem({ session, nowMs, isPending, onEnd }: SessionItemProps) {
  const m = useMessages(accountMessages);
  const format = useFormat();
  const language = useLanguage();
  const device = deviceWords(session.device, m);
  return (
    <li className="own-item">
      <div>
        <strong>{device}</strong> {session.current && <Badge tone="early">{m.thisDevice}</Badge>}
        <p className="muted">
          {m.lastSeen(relativeTime(session.lastSeenAt, nowMs, language))}, {m.since(format.dateTime(session.createdAt))}
        </p>
      </div>
      {!session.current && (
        <Button isDisabled={isPending} aria-label={m.endSessionOf(device)} onPress={onEnd}>
          {m.endSession}
        </Button>
      )}
    </li>
  );
}
