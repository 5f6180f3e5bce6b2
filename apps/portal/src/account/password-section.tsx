import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQuery, changePassword } from '../api/identity.js';
import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { announce } from '../ui/toast.js';
import { accountMessages } from './account.messages.js';

/** The least length of a password, as the service has it. */
const leastLength = 10;

export function PasswordSection() {
  const m = useMessages(accountMessages);
  const queryClient = useQueryClient();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const changing = useMutation({
    mutationFn: () => changePassword(password, newPassword),
    onSuccess: async () => {
      setPassword('');
      setNewPassword('');
      setTried(false);
      announce(m.passwordChanged);
      await queryClient.invalidateQueries(accountQuery);
    },
  });
  const problem = changing.error instanceof ProblemError ? changing.error : undefined;
  const refused = (slug: string) => (problem?.slug === slug ? problem.detail : undefined);
  const [wrong, breached] = [refused('password-not-right'), refused('password-breached')];
  return (
    <section className="stack" aria-labelledby="password">
      <div className="stack-tight">
        <h2 id="password">{m.passwordTitle}</h2>
        <p className="muted">{m.passwordLead}</p>
      </div>
      {changing.error && !wrong && !breached && <ProblemBanner error={changing.error} />}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (password && newPassword.length >= leastLength) changing.mutate();
        }}
      >
        <TextField
          label={m.oldPassword}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={isTried && !password ? m.yourPasswordMissing : wrong}
        />
        <TextField
          label={m.newPassword}
          help={m.newPasswordHelp}
          type="password"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNewPassword}
          error={isTried && newPassword.length < leastLength ? m.newPasswordShort : breached}
        />
        <div className="row">
          <Button type="submit" isPending={changing.isPending}>
            {m.changePassword}
          </Button>
        </div>
      </form>
    </section>
  );
}
