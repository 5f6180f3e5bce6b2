import { useMutation, useQuery } from '@tanstack/react-query';
import { CreditCard } from 'lucide-react';
import { useState } from 'react';
import { dossierQuery } from '../api/dossiers.js';
import { startPayment } from '../api/turns.js';
import type { Dossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Banner } from '../ui/feedback.js';
import { feeMessages } from './fee.messages.js';

/** How often a page asks that waits for the provider's word. */
const askEveryMs = 2_000;

/** The way to the provider, where the reader may take it, and else why not. */
export function PayOnline({ dossier }: { dossier: Dossier }) {
  const m = useMessages(feeMessages);
  const text = useText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const start = useMutation({
    mutationFn: () => startPayment({ dossier, key: idempotencyKey }),
    onSuccess: ({ redirectUrl }) => window.location.assign(redirectUrl),
  });
  const turn = dossier.turns.find((candidate) => candidate.turn === 'payOnline');
  if (!turn || dossier.feeState !== 'due') return undefined;
  if (!turn.allowed) return <p className="muted">{turn.obstacle && text(turn.obstacle.text)}</p>;
  return (
    <div className="stack-tight">
      {start.error && <ProblemBanner error={start.error} />}
      <div>
        <Button
          tone="primary"
          icon={<CreditCard aria-hidden="true" />}
          isPending={start.isPending || start.isSuccess}
          onPress={() => start.mutate()}
        >
          {m.payOnline}
        </Button>
      </div>
      <p className="small muted">{m.payOnlineHelp}</p>
    </div>
  );
}

/** How the payment went from which the reader has just come back; asks until the provider has said so. */
export function ReturnedPayment({ dossier, paymentId }: { dossier: Dossier; paymentId: string }) {
  const m = useMessages(feeMessages);
  const payment = dossier.payments.find(({ id }) => id === paymentId);
  useQuery({ ...dossierQuery(dossier.id), refetchInterval: payment?.state === 'open' ? askEveryMs : false });
  if (!payment || payment.surplus || payment.state === 'disputed') return undefined;
  if (payment.state === 'paid') return <Banner tone="success" title={m.returnedPaid} />;
  if (payment.state === 'open')
    return (
      <Banner tone="info" title={m.returnedOpen}>
        <p>{m.returnedOpenText}</p>
      </Banner>
    );
  return (
    <Banner tone="warning" title={m.returnedFailed}>
      <p>{m.returnedFailedText}</p>
    </Banner>
  );
}
