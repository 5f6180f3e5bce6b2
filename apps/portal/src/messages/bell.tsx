import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import { unreadCountQuery } from '../api/messages.js';
import { useMessages } from '../language/use-messages.js';
import { shellMessages } from '../shell/shell.messages.js';

export function Bell() {
  const m = useMessages(shellMessages);
  const count = useQuery(unreadCountQuery).data?.count ?? 0;
  return (
    <Link to="/messages" className="bell" aria-label={count > 0 ? m.unread(count) : m.messages}>
      <BellIcon aria-hidden="true" size={20} />
      {count > 0 && (
        <span className="bell-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </Link>
  );
}
