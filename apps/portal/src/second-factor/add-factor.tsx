import { useMutation, useQuery } from '@tanstack/react-query';
import { Fingerprint, Smartphone } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { addPasskey, beginTotp, confirmTotp } from '../api/identity.js';
import type { AddedFactor } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/text-field.js';
import { CodeForm } from './code-form.js';
import { FactorProblem } from './factor-problem.js';
import { secondFactorMessages } from './second-factor.messages.js';
import './second-factor.css';

interface AddFactorProps {
  /** Whether an application can be added: a person has one at most. */
  mayAddTotp: boolean;
  onAdded: (added: AddedFactor) => void;
}

/** Chooses a way, then sets it up. */
export function AddFactor({ mayAddTotp, onAdded }: AddFactorProps) {
  const m = useMessages(secondFactorMessages);
  const [way, setWay] = useState<'passkey' | 'totp'>();
  const back = (
    <Button tone="quiet" onPress={() => setWay(undefined)}>
      {m.back}
    </Button>
  );
  if (way === 'passkey') return <AddPasskey onAdded={onAdded} back={back} />;
  if (way === 'totp') return <AddTotp onAdded={onAdded} back={back} />;
  return (
    <ul className="ways" aria-label={m.choose}>
      <li>
        <button type="button" className="way" onClick={() => setWay('passkey')}>
          <Fingerprint aria-hidden="true" />
          <span>
            <strong>{m.choosePasskey}</strong>
            <span className="muted">{m.choosePasskeyText}</span>
          </span>
        </button>
      </li>
      {mayAddTotp && (
        <li>
          <button type="button" className="way" onClick={() => setWay('totp')}>
            <Smartphone aria-hidden="true" />
            <span>
              <strong>{m.chooseTotp}</strong>
              <span className="muted">{m.chooseTotpText}</span>
            </span>
          </button>
        </li>
      )}
    </ul>
  );
}

interface WayProps {
  onAdded: AddFactorProps['onAdded'];
  back: React.ReactNode;
}

function AddPasskey({ onAdded, back }: WayProps) {
  const m = useMessages(secondFactorMessages);
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const adding = useMutation({ mutationFn: () => addPasskey(name.trim()), onSuccess: onAdded });
  return (
    <form
      className="stack large-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.trim()) adding.mutate();
      }}
    >
      {adding.error && <FactorProblem error={adding.error} />}
      <TextField
        label={m.keyName}
        help={m.keyNameHelp}
        value={name}
        onChange={setName}
        autoComplete="off"
        error={isTried && !name.trim() ? m.keyNameMissing : undefined}
      />
      <p>{m.usePasskeyHelp}</p>
      <div className="row">
        <Button type="submit" tone="primary" isPending={adding.isPending}>
          {m.makePasskey}
        </Button>
        {back}
      </div>
    </form>
  );
}

function AddTotp({ onAdded, back }: WayProps) {
  const m = useMessages(secondFactorMessages);
  const secret = useQuery({
    queryKey: ['totp-secret'],
    queryFn: beginTotp,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const confirming = useMutation({ mutationFn: confirmTotp, onSuccess: onAdded });
  return (
    <Loaded query={secret}>
      {({ secret: key, uri }) => (
        <div className="stack">
          {confirming.error && <FactorProblem error={confirming.error} />}
          <p>{m.scan}</p>
          <QRCodeSVG className="qr" value={uri} size={220} marginSize={3} title={m.picture} />
          <p>
            {m.orType}
            <br />
            <span className="code key-to-type">{key.replace(/.{4}(?=.)/g, '$& ')}</span>
          </p>
          <p>{m.thenCode}</p>
          <CodeForm kind="totp" isPending={confirming.isPending} onSubmit={(code) => confirming.mutate(code)} />
          <div className="row">{back}</div>
        </div>
      )}
    </Loaded>
  );
}
