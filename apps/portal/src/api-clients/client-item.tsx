import { useState } from 'react';
import type { ApiClient } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Table } from '../ui/table.js';
import { apiClientsMessages } from './api-clients.messages.js';
import { AddKeyDialog, ChangeClientDialog, RevokeKeyDialog, SuspensionDialog } from './client-dialogs.js';

const keyTone = { valid: 'onTime', expiring: 'soon', expired: 'overdue', revoked: 'paused' } as const;

/** One system: whose it is, what it may do, its keys, and what can be done about it. */
export function ClientItem({ client }: { client: ApiClient }) {
  const m = useMessages(apiClientsMessages);
  const text = useText();
  const format = useFormat();
  const [asked, setAsked] = useState<'change' | 'addKey' | 'suspension' | { kid: string }>();
  const close = () => setAsked(undefined);
  return (
    <section className="stack" aria-label={text(client.name)}>
      <h2>{text(client.name)}</h2>
      <p className="row">
        <Code>{client.clientId}</Code>
        <Badge tone={client.suspended ? 'paused' : 'onTime'}>{client.suspended ? m.suspended : m.running}</Badge>
      </p>
      <p>
        {text(client.agencyName)} · {m.dossierRead} · {m.perMinute(format.number(client.requestsPerMinute))} ·{' '}
        {client.lastUsedAt ? m.lastUsed(format.dateTime(client.lastUsedAt)) : m.neverUsed}
      </p>
      <Table
        caption={m.keys}
        columns={[
          { id: 'kid', title: m.kid, cell: ({ kid }) => <Code>{kid}</Code> },
          { id: 'until', title: m.until, cell: ({ expiresAt }) => format.dateTime(expiresAt) },
          { id: 'state', title: m.state, cell: ({ state }) => <Badge tone={keyTone[state]}>{m[state]}</Badge> },
          {
            id: 'revoke',
            title: m.revoke,
            cell: ({ kid, state }) =>
              (state === 'valid' || state === 'expiring') && (
                <Button onPress={() => setAsked({ kid })}>{m.revoke}</Button>
              ),
          },
        ]}
        rows={client.keys}
        rowKey={({ kid }) => kid}
      />
      <div className="row">
        <Button onPress={() => setAsked('addKey')}>{m.addKey}</Button>
        <Button onPress={() => setAsked('change')}>{m.change}</Button>
        <Button tone={client.suspended ? undefined : 'danger'} onPress={() => setAsked('suspension')}>
          {client.suspended ? m.resume : m.suspend}
        </Button>
      </div>
      {asked === 'change' && <ChangeClientDialog client={client} onClose={close} />}
      {asked === 'addKey' && <AddKeyDialog client={client} onClose={close} />}
      {asked === 'suspension' && <SuspensionDialog client={client} onClose={close} />}
      {typeof asked === 'object' && <RevokeKeyDialog client={client} kid={asked.kid} onClose={close} />}
    </section>
  );
}
