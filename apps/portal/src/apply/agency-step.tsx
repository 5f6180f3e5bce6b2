import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { decidingAgenciesQuery } from '../api/procedures.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { ComboBox } from '../ui/combo-box.js';
import { applyMessages } from './apply.messages.js';
import { StepActions } from './step-actions.js';
import type { Application } from './use-application.js';

export function AgencyStep({ application, onNext }: { application: Application; onNext: () => void }) {
  const m = useMessages(applyMessages);
  const text = useText();
  const { draft, change, procedure } = application;
  const agencies = useQuery(decidingAgenciesQuery(procedure.code));
  const [isTried, setTried] = useState(false);
  return (
    <Loaded query={agencies}>
      {({ items }) => (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (draft.agencyCode) onNext();
          }}
        >
          <ComboBox
            label={m.agencyField}
            help={m.agencyHelp}
            options={items.map((agency) => ({ value: agency.code, label: text(agency.name) }))}
            value={draft.agencyCode}
            onChange={(agencyCode) => change({ ...draft, agencyCode })}
            error={isTried && !draft.agencyCode ? m.agencyMissing : undefined}
          />
          <StepActions />
        </form>
      )}
    </Loaded>
  );
}
