import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { procedureQuery } from '../api/procedures.js';
import type { SubmittedDossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { HandInHere } from '../national-portal/handed-in-elsewhere.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { ApplicationSteps } from './application-steps.js';
import { applyMessages } from './apply.messages.js';
import './apply.css';
import { Submitted } from './submitted.js';

export function ApplyPage() {
  const m = useMessages(applyMessages);
  const text = useText();
  const { code } = useParams({ from: '/procedures/$code/apply' });
  const procedure = useQuery(procedureQuery(code));
  const [submitted, setSubmitted] = useState<SubmittedDossier>();
  if (submitted) return <Submitted dossier={submitted} />;
  return (
    <Page title={procedure.data ? text(procedure.data.name) : m.title} lead={m.title}>
      <Loaded query={procedure}>
        {(loaded) => (
          <HandInHere>
            <ApplicationSteps procedure={loaded} onSubmitted={setSubmitted} />
          </HandInHere>
        )}
      </Loaded>
    </Page>
  );
}
