import { useState } from 'react';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { secondFactorMessages } from './second-factor.messages.js';

interface CodeFormProps {
  kind: 'totp' | 'recoveryCode';
  isPending: boolean;
  onSubmit: (code: string) => void;
}

/** Asks for one code, and for nothing else. */
export function CodeForm({ kind, isPending, onSubmit }: CodeFormProps) {
  const m = useMessages(secondFactorMessages);
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const given = kind === 'totp' ? code.replace(/\s/g, '') : code.trim();
  const isComplete = kind === 'totp' ? /^\d{6}$/.test(given) : given !== '';
  const missing = kind === 'totp' ? m.codeMissing : m.paperCodeMissing;
  return (
    <form
      className="stack large-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isComplete) onSubmit(given);
      }}
    >
      <TextField
        label={kind === 'totp' ? m.code : m.paperCode}
        help={kind === 'totp' ? m.codeHelp : m.paperCodeHelp}
        value={code}
        onChange={setCode}
        name="code"
        inputMode={kind === 'totp' ? 'numeric' : 'text'}
        autoComplete="one-time-code"
        error={isTried && !isComplete ? missing : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" isPending={isPending}>
          {m.confirm}
        </Button>
      </div>
    </form>
  );
}
