import { useState } from 'react';
import { FormFields } from '../form/form-fields.js';
import { answerFaultsOf } from '../form/server-faults.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { applyMessages } from './apply.messages.js';
import { StepActions } from './step-actions.js';
import type { Application } from './use-application.js';

interface FormStepProps {
  application: Application;
  onBack: () => void;
  onNext: () => void;
}

export function FormStep({ application, onBack, onNext }: FormStepProps) {
  const m = useMessages(applyMessages);
  const text = useText();
  const { draft, change, procedure } = application;
  const rejected = answerFaultsOf(application.error);
  const [attempt, setAttempt] = useState(rejected.length > 0 ? 1 : 0);
  const found = application.answerFaults();
  const faults = attempt > 0 ? [...found, ...rejected] : [];
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempt(attempt + 1);
        if (found.length === 0) onNext();
      }}
    >
      <p className="muted">{m.draftKept}</p>
      <ErrorSummary
        attempt={attempt}
        faults={faults.map(({ pointer, message }) => ({ fieldId: pointer, text: text(message) }))}
      />
      <FormFields
        form={procedure.form}
        answers={draft.answers}
        onChange={(answers) => change({ ...draft, answers })}
        faults={faults}
      />
      <StepActions onBack={onBack} />
    </form>
  );
}
