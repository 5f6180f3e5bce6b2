import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { procedureQuery } from '../api/procedures.js';
import type { AcceptedDossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { useSession } from '../session/session.js';
import { Loaded } from '../shell/loaded.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { Code } from '../ui/copy-code.js';
import { Banner } from '../ui/feedback.js';
import { Accepted } from './accepted.js';
import './counter.css';
import { counterMessages } from './counter.messages.js';
import { IntakeFormView } from './intake-form-view.js';
import { ProcedurePicker } from './procedure-picker.js';

export function CounterPage() {
  const m = useMessages(counterMessages);
  const [procedureCode, setProcedureCode] = useState<string>();
  const [accepted, setAccepted] = useState<AcceptedDossier>();
  const intakeAgencies = useIntakeAgencies();
  if (accepted) {
    return (
      <Accepted
        dossier={accepted}
        onNext={() => {
          setAccepted(undefined);
          setProcedureCode(undefined);
        }}
      />
    );
  }
  return (
    <Page title={m.title} lead={m.lead}>
      {intakeAgencies.length === 0 && <Banner tone="warning" title={m.noIntake} />}
      <section className="stack" aria-label={m.procedurePart}>
        {procedureCode ? (
          <ChosenProcedure
            key={procedureCode}
            code={procedureCode}
            onChange={() => setProcedureCode(undefined)}
            onAccepted={setAccepted}
          />
        ) : (
          <ProcedurePicker onChoose={setProcedureCode} />
        )}
      </section>
    </Page>
  );
}

interface ChosenProcedureProps {
  code: string;
  onChange: () => void;
  onAccepted: (dossier: AcceptedDossier) => void;
}

function ChosenProcedure({ code, onChange, onAccepted }: ChosenProcedureProps) {
  const m = useMessages(counterMessages);
  const text = useText();
  const procedure = useQuery(procedureQuery(code));
  const intakeAgencies = useIntakeAgencies();
  return (
    <Loaded query={procedure}>
      {(loaded) => (
        <>
          <div className="chosen-procedure">
            <div>
              <h2>{text(loaded.name)}</h2>
              <p className="small muted">
                <Code>{loaded.code}</Code> · {text(loaded.timeLimit.text)} · {text(loaded.feeText)}
              </p>
            </div>
            <Button tone="quiet" onPress={onChange}>
              {m.change}
            </Button>
          </div>
          <IntakeFormView procedure={loaded} intakeAgencies={intakeAgencies} onAccepted={onAccepted} />
        </>
      )}
    </Loaded>
  );
}

/** The agencies at whose counters this officer sits. */
function useIntakeAgencies(): { value: string; label: string }[] {
  const text = useText();
  const positions = useSession()?.positions ?? [];
  const agencies = new Map(
    positions
      .filter(({ roles }) => roles.includes('intake'))
      .map(({ agencyCode, agencyName }) => [agencyCode, text(agencyName)]),
  );
  return [...agencies].map(([value, label]) => ({ value, label }));
}
