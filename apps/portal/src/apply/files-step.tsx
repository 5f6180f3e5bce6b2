import { useState } from 'react';
import { UploadList } from '../files/upload-list.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { OptionalMark } from '../ui/field.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { Banner } from '../ui/feedback.js';
import { applyMessages } from './apply.messages.js';
import { StepActions } from './step-actions.js';
import type { Application } from './use-application.js';

interface FilesStepProps {
  application: Application;
  onBack: () => void;
  onNext: () => void;
}

export function FilesStep({ application, onBack, onNext }: FilesStepProps) {
  const m = useMessages(applyMessages);
  const text = useText();
  const { attachments, uploads } = application;
  const [attempt, setAttempt] = useState(0);
  const missing = application.missingFiles();
  const faults = missing.map(({ code, name }) => ({ fieldId: componentId(code), text: m.fileMissing(text(name)) }));
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempt(attempt + 1);
        if (missing.length === 0 && !uploads.isBusy) onNext();
      }}
    >
      <p className="muted">{attachments.length > 0 ? m.filesLead : m.noFiles}</p>
      <ErrorSummary attempt={attempt} faults={attempt > 0 ? faults : []} />
      {attachments.map((component) => (
        <section key={component.code} className="attachment" id={componentId(component.code)}>
          <h2>
            {text(component.name)}
            <OptionalMark isOptional={!component.required} />
          </h2>
          <UploadList componentCode={component.code} label={text(component.name)} uploads={uploads} />
        </section>
      ))}
      {uploads.isBusy && <Banner tone="info">{m.filesBusy}</Banner>}
      <StepActions onBack={onBack} isDisabled={uploads.isBusy} />
    </form>
  );
}

function componentId(code: string): string {
  return `component-${code}`;
}
