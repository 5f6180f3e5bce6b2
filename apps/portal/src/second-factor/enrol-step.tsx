import { useState } from 'react';
import type { AddedFactor, Profile } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Page } from '../shell/page.js';
import { Button } from '../ui/button.js';
import { AddFactor } from './add-factor.js';
import { Papers } from './papers.js';
import { secondFactorMessages } from './second-factor.messages.js';

interface EnrolStepProps {
  onEnrolled: (profile: Profile) => Promise<void>;
  onStartOver: () => Promise<void>;
}

/** Sets a second factor up, because the role asks for one; then the codes on paper, then in. */
export function EnrolStep({ onEnrolled, onStartOver }: EnrolStepProps) {
  const m = useMessages(secondFactorMessages);
  const [added, setAdded] = useState<AddedFactor>();
  if (added?.recoveryCodes) {
    return (
      <Page title={m.papersTitle}>
        <Papers codes={added.recoveryCodes} onKept={() => void onEnrolled(added.profile)} />
      </Page>
    );
  }
  const onAdded = (given: AddedFactor): void => {
    if (given.recoveryCodes) setAdded(given);
    else void onEnrolled(given.profile);
  };
  return (
    <Page title={m.enrolTitle} lead={m.enrolLead}>
      <AddFactor mayAddTotp onAdded={onAdded} />
      <div className="row">
        <Button tone="quiet" onPress={() => void onStartOver()}>
          {m.startOver}
        </Button>
      </div>
    </Page>
  );
}
