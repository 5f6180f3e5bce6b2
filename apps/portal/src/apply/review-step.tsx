import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { decidingAgenciesQuery } from '../api/procedures.js';
import { AnswersView } from '../form/answers-view.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { Checkbox } from '../ui/checkbox.js';
import { ErrorSummary } from '../ui/error-summary.js';
import { applyMessages } from './apply.messages.js';
import type { ApplyStep } from './steps.js';
import type { Application } from './use-application.js';

interface ReviewStepProps {
  application: Application;
  onStep: (step: ApplyStep) => void;
}

const truthId = 'truth';

export function ReviewStep({ application, onStep }: ReviewStepProps) {
  const m = useMessages(applyMessages);
  const text = useText();
  const { procedure, draft, attachments, uploads } = application;
  const agencies = useQuery(decidingAgenciesQuery(procedure.code)).data?.items ?? [];
  const agency = agencies.find(({ code }) => code === draft.agencyCode);
  const [isTrue, setTrue] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const faults = attempt > 0 && !isTrue ? [{ fieldId: truthId, text: m.truthMissing }] : [];
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempt(attempt + 1);
        if (isTrue) application.submit();
      }}
    >
      <p className="muted">{m.reviewLead}</p>
      <ErrorSummary attempt={attempt} faults={faults} />
      <ReviewPart title={m.agency} onEdit={() => onStep('agency')}>
        <p>{agency && text(agency.name)}</p>
      </ReviewPart>
      <ReviewPart title={m.form} onEdit={() => onStep('form')}>
        <AnswersView form={procedure.form} answers={draft.answers} />
      </ReviewPart>
      {attachments.length > 0 && (
        <ReviewPart title={m.files} onEdit={() => onStep('files')}>
          <dl className="facts">
            {attachments.map(({ code, name }) => (
              <ReviewFiles
                key={code}
                title={text(name)}
                names={uploads.of(code).flatMap(({ stored }) => (stored ? [stored.name] : []))}
              />
            ))}
          </dl>
        </ReviewPart>
      )}
      <Checkbox id={truthId} isSelected={isTrue} onChange={setTrue} isInvalid={faults.length > 0}>
        {m.truth}
      </Checkbox>
      {application.error && <ProblemBanner error={application.error} />}
      <div className="step-actions">
        <Button type="submit" tone="primary" isPending={application.isSubmitting}>
          {m.submit}
        </Button>
        <Button onPress={() => onStep('files')}>{m.back}</Button>
      </div>
    </form>
  );
}

function ReviewPart({ title, onEdit, children }: { title: string; onEdit: () => void; children: ReactNode }) {
  const m = useMessages(applyMessages);
  return (
    <section className="review-part">
      <div className="row-apart">
        <h2>{title}</h2>
        <Button tone="quiet" onPress={onEdit} aria-label={`${m.edit}: ${title}`}>
          {m.edit}
        </Button>
      </div>
      {children}
    </section>
  );
}

function ReviewFiles({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{names.length > 0 ? names.join(', ') : '–'}</dd>
    </>
  );
}
