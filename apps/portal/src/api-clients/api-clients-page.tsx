import { useInfiniteQuery } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { apiClientsQuery } from '../api/api-clients.js';
import { useMessages } from '../language/use-messages.js';
import { LoadedList } from '../shell/loaded-list.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { EmptyState } from '../ui/feedback.js';
import { AddClientDialog } from './add-client-dialog.js';
import { apiClientsMessages } from './api-clients.messages.js';
import { ClientItem } from './client-item.js';

/** The systems of agencies that may call the API. */
export function ApiClientsPage() {
  const m = useMessages(apiClientsMessages);
  const clients = useInfiniteQuery(apiClientsQuery);
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={m.title}
      lead={m.lead}
      width="wide"
      actions={
        <Button tone="primary" onPress={() => setAdding(true)}>
          {m.add}
        </Button>
      }
    >
      <LoadedList
        query={clients}
        empty={
          <EmptyState icon={<PlugZap size={28} />} title={m.none}>
            <p>{m.noneText}</p>
          </EmptyState>
        }
      >
        {(items) => (
          <div className="stack-wide">
            {items.map((client) => (
              <ClientItem key={client.id} client={client} />
            ))}
          </div>
        )}
      </LoadedList>
      {isAdding && <AddClientDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
