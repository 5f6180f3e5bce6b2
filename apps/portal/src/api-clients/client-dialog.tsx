import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { apiClientsQuery } from '../api/api-clients.js';
import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { announce } from '../ui/toast.js';
import { apiClientsMessages } from './api-clients.messages.js';

interface ClientDialogProps {
  title: string;
  isDangerous?: boolean;
  /** Sends it; undefined while something is missing, which the fields then say. */
  send: () => Promise<void> | undefined;
  onClose: () => void;
  /** Gets the fields, as JSON pointers, that were refused. */
  children: (refused: readonly string[]) => ReactNode;
}

/** Asks for what an act on a system needs, sends it, and has the list read again. */
export function ClientDialog({ title, isDangerous, send, onClose, children }: ClientDialogProps) {
  const m = useMessages(apiClientsMessages);
  const queryClient = useQueryClient();
  const sending = useMutation({
    mutationFn: (work: Promise<void>) => work,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: apiClientsQuery.queryKey });
      announce(m.done);
      onClose();
    },
  });
  const { error } = sending;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const work = send();
          if (work) sending.mutate(work);
        }}
      >
        {error && <ProblemBanner error={error} />}
        {children(error instanceof ProblemError ? error.fields.map(({ pointer }) => pointer) : [])}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone={isDangerous ? 'danger' : 'primary'} isPending={sending.isPending}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
