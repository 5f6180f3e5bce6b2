import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { applyMessages } from './apply.messages.js';

/** The way on, which submits the step's form, and the way back. */
export function StepActions({ onBack, isDisabled }: { onBack?: () => void; isDisabled?: boolean }) {
  const m = useMessages(applyMessages);
  return (
    <div className="step-actions">
      <Button type="submit" tone="primary" isDisabled={isDisabled}>
        {m.next}
        <ArrowRight aria-hidden="true" />
      </Button>
      {onBack && (
        <Button icon={<ArrowLeft aria-hidden="true" />} onPress={onBack}>
          {m.back}
        </Button>
      )}
    </div>
  );
}
