import { useState } from 'react';
import {
  addApiClientKey,
  changeApiClient,
  resumeApiClient,
  revokeApiClientKey,
  suspendApiClient,
} from '../api/api-clients.js';
import type { ApiClient } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Code } from '../ui/copy-code.js';
import { apiClientsMessages } from './api-clients.messages.js';
import { ClientDialog } from './client-dialog.js';
import { changeOf, ClientFields } from './client-fields.js';
import { KeyFields, keyOf } from './key-fields.js';

interface DialogProps {
  client: ApiClient;
  onClose: () => void;
}

export function ChangeClientDialog({ client, onClose }: DialogProps) {
  const m = useMessages(apiClientsMessages);
  const [draft, setDraft] = useState({
    nameVi: client.name.vi,
    nameEn: client.name.en,
    quota: String(client.requestsPerMinute),
  });
  const [isTried, setTried] = useState(false);
  return (
    <ClientDialog
      title={m.changeTitle}
      onClose={onClose}
      send={() => {
        setTried(true);
        const change = changeOf(draft);
        return change && changeApiClient(client.id, change);
      }}
    >
      {() => <ClientFields draft={draft} onChange={setDraft} isTried={isTried} />}
    </ClientDialog>
  );
}

export function AddKeyDialog({ client, onClose }: DialogProps) {
  const m = useMessages(apiClientsMessages);
  const [draft, setDraft] = useState({ pasted: '', lastDay: '' });
  const [isTried, setTried] = useState(false);
  return (
    <ClientDialog
      title={m.addKey}
      onClose={onClose}
      send={() => {
        setTried(true);
        const key = keyOf(draft);
        return key && addApiClientKey(client.id, key);
      }}
    >
      {(refused) => (
        <>
          <p>{m.addKeyText}</p>
          <KeyFields
            draft={draft}
            onChange={setDraft}
            isTried={isTried}
            isRefused={refused.some((pointer) => pointer.startsWith('/key'))}
          />
        </>
      )}
    </ClientDialog>
  );
}

export function RevokeKeyDialog({ client, kid, onClose }: DialogProps & { kid: string }) {
  const m = useMessages(apiClientsMessages);
  return (
    <ClientDialog title={m.revokeTitle} isDangerous onClose={onClose} send={() => revokeApiClientKey(client.id, kid)}>
      {() => (
        <>
          <p>
            <Code>{kid}</Code>
          </p>
          <p>{m.revokeText}</p>
        </>
      )}
    </ClientDialog>
  );
}

export function SuspensionDialog({ client, onClose }: DialogProps) {
  const m = useMessages(apiClientsMessages);
  return (
    <ClientDialog
      title={client.suspended ? m.resume : m.suspend}
      isDangerous={!client.suspended}
      onClose={onClose}
      send={() => (client.suspended ? resumeApiClient(client.id) : suspendApiClient(client.id))}
    >
      {() => <p>{client.suspended ? m.resumeText : m.suspendText}</p>}
    </ClientDialog>
  );
}
