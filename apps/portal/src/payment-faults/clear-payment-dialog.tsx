import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { clearPayment, paymentFaultsQuery, type PaymentClearing, type PaymentFault } from '../api/payment-faults.js';
import { useFormat } from '../language/format.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { RadioGroup } from '../ui/radio-group.js';
import { TextField } from '../ui/text-field.js';
import { paymentFaultsMessages } from './payment-faults.messages.js';

/** Asks what became of a payment for no known dossier; it then leaves the list, for whoever looks at it. */
export function ClearPaymentDialog({ fault, onClose }: { fault: PaymentFault; onClose: () => void }) {
  const m = useMessages(paymentFaultsMessages);
  const format = useFormat();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [outcome, setOutcome] = useState<PaymentClearing['outcome']>();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const clear = useMutation({
    mutationFn: (clearing: PaymentClearing) => clearPayment(fault.id, clearing, idempotencyKey),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: paymentFaultsQuery.queryKey });
      onClose();
    },
  });
  const outcomes: readonly { value: PaymentClearing['outcome']; label: string }[] = [
    { value: 'givenBack', label: m.givenBack },
    { value: 'nothingTaken', label: m.nothingTaken },
  ];
  return (
    <Dialog title={m.clear} isOpen onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (outcome && note.trim()) clear.mutate({ outcome, note: note.trim() });
        }}
      >
        <p className="small muted">
          {fault.reference} · {format.money(fault.receivedVnd)}
        </p>
        <RadioGroup
          label={m.clearing}
          options={outcomes}
          value={outcome}
          onChange={(value) => setOutcome(outcomes.find((option) => option.value === value)?.value)}
          error={isTried && !outcome ? m.clearingMissing : undefined}
        />
        <TextField
          label={m.clearingNote}
          help={m.clearingNoteHelp}
          isMultiline
          value={note}
          onChange={setNote}
          error={isTried && !note.trim() ? m.clearingNoteMissing : undefined}
        />
        {clear.error && <ProblemBanner error={clear.error} />}
        <div className="dialog-actions">
          <Button onPress={onClose}>{m.cancel}</Button>
          <Button type="submit" tone="primary" isPending={clear.isPending}>
            {m.clear}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
