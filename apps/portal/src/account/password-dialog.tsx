import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { TextField } from '../ui/text-field.js';
import { accountMessages } from './account.messages.js';

interface PasswordDialogProps<T> {
  title: string;
  lead: string;
  isDangerous?: boolean;
  /** What is done once the password is given. */
  act: (password: string) => Promise<T>;
  onDone: (answer: T) => void;
  onClose: () => void;
}

/** Asks for the password once more, then acts. */
export function PasswordDialog<T>({ title, lead, isDangerous, act, onDone, onClose }: PasswordDialogProps<T>) {
  const m = useMessages(accountMessages);
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const acting = useMutation({ mutationFn: act, onSuccess: onDone });
  const notRight = isProblem(acting.error, 'password-not-right') ? acting.error.detail : undefined;
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (password) acting.mutate(password);
        }}
      >
        <p>{lead}</p>
        {acting.error && notRight === undefined && <ProblemBanner error={acting.error} />}
        <TextField
          label={m.yourPassword}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={setPassword}
          error={isTried && !password ? m.yourPasswordMissing : notRight}
        />
        <div className="row">
          <Button type="submit" tone={isDangerous ? 'danger' : 'primary'} isPending={acting.isPending}>
            {title}
          </Button>
          <Button onPress={onClose}>{m.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
