import { useMessages } from '../language/use-messages.js';
import { TextField } from '../ui/text-field.js';
import type { ChangeApiClient } from '../api/types.js';
import { apiClientsMessages } from './api-clients.messages.js';

export interface ClientDraft {
  nameVi: string;
  nameEn: string;
  quota: string;
}

/** What is sent for a draft; undefined while something is missing. There is one scope so far. */
export function changeOf({ nameVi, nameEn, quota }: ClientDraft): ChangeApiClient | undefined {
  const requestsPerMinute = Number(quota);
  if (!nameVi.trim() || !nameEn.trim() || !isQuota(requestsPerMinute)) return undefined;
  return { name: { vi: nameVi.trim(), en: nameEn.trim() }, scopes: ['dossier.read'], requestsPerMinute };
}

const isQuota = (n: number) => Number.isInteger(n) && n >= 1 && n <= 60_000;

interface ClientFieldsProps {
  draft: ClientDraft;
  onChange: (draft: ClientDraft) => void;
  isTried: boolean;
}

/** What of a system can be changed later. */
export function ClientFields({ draft, onChange, isTried }: ClientFieldsProps) {
  const m = useMessages(apiClientsMessages);
  return (
    <>
      <TextField
        label={m.nameVi}
        value={draft.nameVi}
        onChange={(nameVi) => onChange({ ...draft, nameVi })}
        error={isTried && !draft.nameVi.trim() ? m.missing : undefined}
      />
      <TextField
        label={m.nameEn}
        value={draft.nameEn}
        onChange={(nameEn) => onChange({ ...draft, nameEn })}
        error={isTried && !draft.nameEn.trim() ? m.missing : undefined}
      />
      <p>
        <strong>{m.scopes}:</strong> {m.dossierRead}
      </p>
      <TextField
        label={m.quota}
        help={m.quotaHelp}
        inputMode="numeric"
        value={draft.quota}
        onChange={(quota) => onChange({ ...draft, quota })}
        error={isTried && !isQuota(Number(draft.quota)) ? m.quotaHelp : undefined}
      />
    </>
  );
}
