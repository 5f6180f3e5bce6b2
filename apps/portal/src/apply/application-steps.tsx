import { useNavigate, useSearch } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Procedure, SubmittedDossier } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { AgencyStep } from './agency-step.js';
import { applyMessages } from './apply.messages.js';
import { FilesStep } from './files-step.js';
import { FormStep } from './form-step.js';
import { ReviewStep } from './review-step.js';
import { applySteps, type ApplyStep } from './steps.js';
import { useApplication, type Application } from './use-application.js';

interface ApplicationStepsProps {
  procedure: Procedure;
  onSubmitted: (dossier: SubmittedDossier) => void;
}

/** The four steps; nobody stands at a later one than their draft allows. */
export function ApplicationSteps({ procedure, onSubmitted }: ApplicationStepsProps) {
  const { step: asked = 'agency' } = useSearch({ from: '/procedures/$code/apply' });
  const navigate = useNavigate({ from: '/procedures/$code/apply' });
  const goTo = (next: ApplyStep) => void navigate({ search: { step: next } });
  const application = useApplication(procedure, { onSubmitted, onRejected: () => goTo('form') });
  const step = earliest(asked, application);
  const top = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) top.current?.focus();
    isFirst.current = false;
  }, [step]);

  return (
    <div className="stack" ref={top} tabIndex={-1}>
      <StepTrail step={step} />
      {step === 'agency' && <AgencyStep application={application} onNext={() => goTo('form')} />}
      {step === 'form' && (
        <FormStep application={application} onBack={() => goTo('agency')} onNext={() => goTo('files')} />
      )}
      {step === 'files' && (
        <FilesStep application={application} onBack={() => goTo('form')} onNext={() => goTo('review')} />
      )}
      {step === 'review' && <ReviewStep application={application} onStep={goTo} />}
    </div>
  );
}

function earliest(asked: ApplyStep, application: Application): ApplyStep {
  if (asked === 'agency' || !application.draft.agencyCode) return 'agency';
  if (asked === 'form' || application.answerFaults().length > 0) return 'form';
  return asked === 'review' && application.missingFiles().length > 0 ? 'files' : asked;
}

function StepTrail({ step }: { step: ApplyStep }) {
  const m = useMessages(applyMessages);
  const current = applySteps.indexOf(step);
  return (
    <div className="stack-tight">
      <p className="small muted">{m.stepOf(current + 1, applySteps.length)}</p>
      <ol className="step-trail" aria-label={m.steps}>
        {applySteps.map((name, index) => (
          <li
            key={name}
            aria-current={index === current ? 'step' : undefined}
            className={index < current ? 'step-done' : ''}
          >
            <span className="step-number" aria-hidden="true">
              {index < current ? <Check size={14} strokeWidth={3} /> : index + 1}
            </span>
            <span className="step-name">{m[name]}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
