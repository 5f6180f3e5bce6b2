import { useMutation } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { proveByCode, proveByPasskey } from '../api/identity.js';
import type { Profile } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { CodeForm } from './code-form.js';
import { FactorProblem } from './factor-problem.js';
import { secondFactorMessages } from './second-factor.messages.js';
import './second-factor.css';

type Way = NonNullable<Profile['factors']>[number];

interface ProofStepProps {
  profile: Profile;
  onProven: (profile: Profile) => Promise<void>;
  onStartOver: () => Promise<void>;
}

/** The second step of signing in: one way at a time, the others and what to do without any below it. */
export function ProofStep({ profile, onProven, onStartOver }: ProofStepProps) {
  const m = useMessages(secondFactorMessages);
  const ways = profile.factors ?? [];
  const [chosen, setChosen] = useState<Way>();
  const way = chosen ?? (['passkey', 'totp', 'recoveryCode'] as const).find((each) => ways.includes(each)) ?? 'totp';
  const proof = useMutation({
    mutationFn: (code: string | undefined) => (way === 'passkey' ? proveByPasskey() : proveByCode(way, code ?? '')),
    onSuccess: onProven,
  });
  const names = { passkey: m.byPasskey, totp: m.byCode, recoveryCode: m.byPaper };
  return (
    <Page title={m.proofTitle} lead={m.proofLead}>
      {proof.error && <FactorProblem error={proof.error} />}
      {way === 'passkey' ? (
        <div className="stack">
          <p>{m.usePasskeyHelp}</p>
          <div className="row">
            <Button
              tone="primary"
              icon={<Fingerprint aria-hidden="true" />}
              isPending={proof.isPending}
              onPress={() => proof.mutate(undefined)}
            >
              {m.usePasskey}
            </Button>
          </div>
        </div>
      ) : (
        <CodeForm key={way} kind={way} isPending={proof.isPending} onSubmit={(code) => proof.mutate(code)} />
      )}
      <section className="stack" aria-labelledby="other-ways">
        <h2 id="other-ways">{m.otherWays}</h2>
        <div className="row">
          {ways
            .filter((each) => each !== way)
            .map((each) => (
              <Button
                key={each}
                onPress={() => {
                  proof.reset();
                  setChosen(each);
                }}
              >
                {names[each]}
              </Button>
            ))}
          <Button tone="quiet" onPress={() => void onStartOver()}>
            {m.startOver}
          </Button>
        </div>
        <p className="muted">{m.lostAll}</p>
      </section>
    </Page>
  );
}
