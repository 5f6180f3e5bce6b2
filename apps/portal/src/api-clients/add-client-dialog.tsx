import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agenciesQuery } from '../api/agencies.js';
import { registerApiClient } from '../api/api-clients.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ComboBox } from '../ui/combo-box.js';
import { TextField } from '../ui/text-field.js';
import { apiClientsMessages } from './api-clients.messages.js';
import { ClientDialog } from './client-dialog.js';
import { changeOf, ClientFields } from './client-fields.js';
import { KeyFields, keyOf } from './key-fields.js';

/** Registers a system by its first key. */
export function AddClientDialog({ onClose }: { onClose: () => void }) {
  const m = useMessages(apiClientsMessages);
  const text = useText();
  const agencies = useQuery(agenciesQuery).data?.items ?? [];
  const [clientId, setClientId] = useState('');
  const [agencyCode, setAgencyCode] = useState<string>();
  const [draft, setDraft] = useState({ nameVi: '', nameEn: '', quota: '600' });
  const [keyDraft, setKeyDraft] = useState({ pasted: '', lastDay: '' });
  const [isTried, setTried] = useState(false);
  return (
    <ClientDialog
      title={m.add}
      onClose={onClose}
      send={() => {
        setTried(true);
        const [change, firstKey] = [changeOf(draft), keyOf(keyDraft)];
        if (!clientId.trim() || !agencyCode || !change || !firstKey) return undefined;
        // What was refused is put right and sent as another request.
        return registerApiClient({ clientId: clientId.trim(), agencyCode, ...change, firstKey }, crypto.randomUUID());
      }}
    >
      {(refused) => (
        <>
          <TextField
            label={m.clientId}
            help={m.clientIdHelp}
            autoFocus
            autoComplete="off"
            value={clientId}
            onChange={setClientId}
            error={isTried && !clientId.trim() ? m.missing : refused.includes('/clientId') ? m.clientIdHelp : undefined}
          />
          <ComboBox
            label={m.agency}
            options={agencies.map(({ code, name }) => ({ value: code, label: text(name) }))}
            value={agencyCode}
            onChange={setAgencyCode}
            error={isTried && !agencyCode ? m.missing : undefined}
          />
          <ClientFields draft={draft} onChange={setDraft} isTried={isTried} />
          <KeyFields
            draft={keyDraft}
            onChange={setKeyDraft}
            isTried={isTried}
            isRefused={refused.some((pointer) => pointer.startsWith('/firstKey/key'))}
          />
        </>
      )}
    </ClientDialog>
  );
}
