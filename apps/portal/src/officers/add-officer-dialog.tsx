import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createOfficer, inviteOfficer, officersKey } from '../api/officers.js';
import { ProblemError } from '../api/problem-error.js';
import type { ActivationCode } from '../api/types.js';
import { civilDateOf } from '../language/civil-date.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/text-field.js';
import { officersMessages } from './officers.messages.js';
import { PositionFields, positionOf, type PositionDraft } from './position-fields.js';

interface AddOfficerDialogProps {
  onAdded: (given: ActivationCode, name: string) => void;
  onClose: () => void;
}

/** Adds an officer with a first position, and asks for their code at once. */
export function AddOfficerDialog({ onAdded, onClose }: AddOfficerDialogProps) {
  const m = useMessages(officersMessages);
  const queryClient = useQueryClient();
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const [fullName, setFullName] = useState('');
  const [username, setUsername] = useState('');
  const [draft, setDraft] = useState<PositionDraft>({ from: civilDateOf(new Date()), until: '' });
  const [isTried, setTried] = useState(false);
  const position = positionOf(draft);
  const add = useMutation({
    mutationFn: async (officer: Parameters<typeof createOfficer>[0]) => {
      const { id } = await createOfficer(officer, idempotencyKey);
      return inviteOfficer(id);
    },
    onSuccess: async (given) => {
      await queryClient.invalidateQueries({ queryKey: officersKey });
      onAdded(given, fullName.trim());
    },
    // What was refused is put right and sent as another request.
    onError: (error) => error instanceof ProblemError && error.status !== 0 && setIdempotencyKey(crypto.randomUUID()),
  });
  const wrongName =
    add.error instanceof ProblemError && add.error.fields.some(({ pointer }) => pointer === '/username');
  return (
    <Dialog title={m.add} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fullName.trim() && username.trim() && position)
            add.mutate({ fullName: fullName.trim(), username: username.trim(), position });
        }}
      >
        {add.error && <ProblemBanner error={add.error} />}
        <TextField
          label={m.name}
          autoFocus
          value={fullName}
          onChange={setFullName}
          error={isTried && !fullName.trim() ? m.missing : undefined}
        />
        <TextField
          label={m.username}
          help={m.usernameHelp}
          autoComplete="off"
          value={username}
          onChange={setUsername}
          error={isTried && !username.trim() ? m.missing : wrongName ? m.usernameHelp : undefined}
        />
        <PositionFields draft={draft} onChange={setDraft} isTried={isTried} />
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone="primary" isPending={add.isPending}>
            {m.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
