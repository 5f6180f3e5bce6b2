import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { officersKey } from '../api/officers.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { announce } from '../ui/toast.js';
import { officersMessages } from './officers.messages.js';

interface ChangeDialogProps {
  title: string;
  isDangerous?: boolean;
  /** Sends the change; undefined while something is missing, which the fields then say. */
  change: () => Promise<void> | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** Asks for what a change to an officer needs, sends it, and has what is shown read again. */
export function ChangeDialog({ title, isDangerous, change, onClose, children }: ChangeDialogProps) {
  const m = useMessages(officersMessages);
  const queryClient = useQueryClient();
  const changing = useMutation({
    mutationFn: (work: Promise<void>) => work,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: officersKey });
      announce(m.done);
      onClose();
    },
  });
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const work = change();
          if (work) changing.mutate(work);
        }}
      >
        {changing.error && <ProblemBanner error={changing.error} />}
        {children}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone={isDangerous ? 'danger' : 'primary'} isPending={changing.isPending}>
            {title}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
