import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellOff } from 'lucide-react';
import { markRead, messagesQuery } from '../api/messages.js';
import type { Message } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { useSession } from '../session/session.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { EmptyState } from '../ui/feedback.js';
import { MoreButton } from '../ui/more-button.js';
import { messagesMessages } from './messages.messages.js';
import './messages.css';

export function MessagesPage() {
  const m = useMessages(messagesMessages);
  const messages = useInfiniteQuery(messagesQuery());
  return (
    <Page title={m.title} lead={m.lead}>
      <Loaded query={messages}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<BellOff size={28} />} title={m.emptyTitle}>
              <p>{m.emptyText}</p>
            </EmptyState>
          ) : (
            <ul className="messages">
              {items.map((message) => (
                <MessageItem key={message.id} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {messages.hasNextPage && (
        <MoreButton isLoading={messages.isFetchingNextPage} onMore={() => void messages.fetchNextPage()} />
      )}
    </Page>
  );
}

function MessageItem({ message }: { message: Message }) {
  const m = useMessages(messagesMessages);
  const format = useFormat();
  const profile = useSession();
  const queryClient = useQueryClient();
  const read = useMutation({
    mutationFn: () => markRead(message.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['messages'] }),
  });
  const isUnread = message.readAt === undefined;
  return (
    <li className={isUnread ? 'message message-unread' : 'message'}>
      <div className="row-apart">
        <h2>{message.subject}</h2>
        {isUnread && <Badge tone="early">{m.unread}</Badge>}
      </div>
      <p>{message.text}</p>
      <div className="row-apart">
        <span className="small muted tabular">{format.dateTime(message.at)}</span>
        <span className="row">
          {isUnread && (
            <Button tone="quiet" isPending={read.isPending} onPress={() => read.mutate()}>
              {m.markRead}
            </Button>
          )}
          {message.dossierId && (
            <Link
              to={profile?.kind === 'officer' ? '/dossiers/$dossierId' : '/my/dossiers/$dossierId'}
              params={{ dossierId: message.dossierId }}
              onClick={() => isUnread && read.mutate()}
            >
              {m.openDossier}
            </Link>
          )}
        </span>
      </div>
    </li>
  );
}
