import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { activateOfficer } from '../api/officers.js';
import { isProblem } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { TextField } from '../ui/text-field.js';
import { officersMessages } from './officers.messages.js';

const shortestPassword = 10;

/** Where an officer chooses a password by the code that an administrator gave. */
export function ActivatePage() {
  const m = useMessages(officersMessages);
  const [username, setUsername] = useState('');
  const [code, setCode] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const activate = useMutation({ mutationFn: activateOfficer });
  const isShort = newPassword.length < shortestPassword;
  const guessable = isProblem(activate.error, 'password-breached') ? activate.error.detail : undefined;
  if (activate.isSuccess)
    return (
      <Page title={m.activatedTitle}>
        <Banner tone="success" title={m.activatedText} />
        <p>
          <Link to="/sign-in">{m.toSignIn}</Link>
        </p>
      </Page>
    );
  return (
    <Page title={m.activateTitle} lead={m.activateLead}>
      {activate.error && guessable === undefined && <ProblemBanner error={activate.error} />}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (username.trim() && code.trim() && !isShort)
            activate.mutate({ username: username.trim(), code: code.trim(), newPassword });
        }}
      >
        <TextField
          label={m.username}
          autoComplete="username"
          value={username}
          onChange={setUsername}
          error={isTried && !username.trim() ? m.missing : undefined}
        />
        <TextField
          label={m.code}
          autoComplete="one-time-code"
          placeholder="XXXX-XXXX-XXXX-XXXX"
          value={code}
          onChange={setCode}
          error={isTried && !code.trim() ? m.missing : undefined}
        />
        <TextField
          label={m.newPassword}
          help={m.newPasswordHelp}
          type="password"
          autoComplete="new-password"
          value={newPassword}
          onChange={setNewPassword}
          error={isTried && isShort ? m.newPasswordShort : guessable}
        />
        <div className="row">
          <Button type="submit" tone="primary" isPending={activate.isPending}>
            {m.activate}
          </Button>
        </div>
      </form>
    </Page>
  );
}
