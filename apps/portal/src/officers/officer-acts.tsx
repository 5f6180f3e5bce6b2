import { useState } from 'react';
import { disableOfficer, enableOfficer, endOfficerSessions, resetSecondFactor } from '../api/officers.js';
import type { Officer } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { ChangeDialog } from './change-dialog.js';
import { officersMessages } from './officers.messages.js';

type Act = 'disable' | 'enable' | 'endSessions' | 'resetFactor';

const doers: Readonly<Record<Act, (id: string) => Promise<void>>> = {
  disable: disableOfficer,
  enable: enableOfficer,
  endSessions: endOfficerSessions,
  resetFactor: resetSecondFactor,
};

/** What may be done to the account as it stands, each after a question. */
export function OfficerActs({ officer, isOwn }: { officer: Officer; isOwn: boolean }) {
  const m = useMessages(officersMessages);
  const [asked, setAsked] = useState<Act>();
  const isDisabled = officer.state === 'disabled';
  const acts: Act[] = [
    ...(officer.runningSessions > 0 ? (['endSessions'] as const) : []),
    ...(officer.hasSecondFactor && !isOwn && !isDisabled ? (['resetFactor'] as const) : []),
    ...(isDisabled ? (['enable'] as const) : []),
    ...(!isDisabled && !isOwn ? (['disable'] as const) : []),
  ];
  return (
    <>
      {acts.map((act) => (
        <Button key={act} tone={act === 'disable' ? 'danger' : undefined} onPress={() => setAsked(act)}>
          {m[act]}
        </Button>
      ))}
      {asked && (
        <ChangeDialog
          title={m[asked]}
          isDangerous={asked === 'disable'}
          change={() => doers[asked](officer.id)}
          onClose={() => setAsked(undefined)}
        >
          <p>{m[`${asked}Text`]}</p>
        </ChangeDialog>
      )}
    </>
  );
}
