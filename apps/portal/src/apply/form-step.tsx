import type { AnswerFault } from '@motcua/form';
import { useState } from 'react';
import { FormFields } from '../form/form-fields.js';
import { answerFaultsOf } from '../form/server-faults.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/messages.js';
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
  const [faults, setFaults] = useState<AnswerFault[]>(() => answerFaultsOf(application.error));
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = application.answerFaults();
        setFaults(found);
        if (found.length === 0) onNext();
      }}
    >
      <p className="muted">{m.draftKept}</p>
      <ErrorSummary faults={faults.map(({ pointer, message }) => ({ fieldId: pointer, text: text(message) }))} />
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
