import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { trackingQuery } from '../api/dossiers.js';
import { isProblem } from '../api/problem-error.js';
import type { Tracking } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { FollowHere, useFollowHere } from '../national-portal/handed-in-elsewhere.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { CopyCode } from '../ui/copy-code.js';
import { Banner } from '../ui/feedback.js';
import { TextField } from '../ui/text-field.js';
import { Progress, useNextStep } from './progress.js';
import { trackingMessages } from './tracking.messages.js';
import './tracking.css';

export function TrackingPage() {
  const m = useMessages(trackingMessages);
  const { code = '' } = useSearch({ from: '/track' });
  return (
    <Page title={m.title} lead={useFollowHere() && m.lead}>
      <FollowHere>
        <TrackingForm key={code} code={code} />
        {code && <TrackingAnswer code={code} />}
      </FollowHere>
    </Page>
  );
}

function TrackingForm({ code }: { code: string }) {
  const m = useMessages(trackingMessages);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const [isTried, setTried] = useState(false);
  return (
    <form
      className="tracking-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (typed.trim()) void navigate({ to: '/track', search: { code: typed.trim() } });
      }}
    >
      <TextField
        label={m.code}
        help={m.codeHelp}
        value={typed}
        onChange={setTyped}
        autoComplete="off"
        error={isTried && !typed.trim() ? m.codeMissing : undefined}
      />
      <Button type="submit" tone="primary">
        {m.search}
      </Button>
    </form>
  );
}

function TrackingAnswer({ code }: { code: string }) {
  const m = useMessages(trackingMessages);
  const tracking = useQuery(trackingQuery(code));
  if (isProblem(tracking.error, 'dossier-not-found')) {
    return (
      <Banner tone="warning" title={m.notFoundTitle}>
        <p>{m.notFoundText}</p>
      </Banner>
    );
  }
  return <Loaded query={tracking}>{(found) => <TrackingResult code={code} tracking={found} />}</Loaded>;
}

function TrackingResult({ code, tracking }: { code: string; tracking: Tracking }) {
  const text = useText();
  const nextStep = useNextStep();
  return (
    <section className="card stack" aria-labelledby="tracked" aria-live="polite">
      <div className="stack-tight">
        <CopyCode code={code.toUpperCase()} />
        <h2 id="tracked">{text(tracking.procedureName)}</h2>
        <p>{nextStep(tracking)}</p>
      </div>
      <Progress dossier={tracking} />
    </section>
  );
}
