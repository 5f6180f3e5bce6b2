import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inviteOfficer, officersKey } from '../api/officers.js';
import type { ActivationCode, Officer } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Button } from '../ui/button.js';
import { officersMessages } from './officers.messages.js';

/** Gives an officer a code: for the first password, or for another. */
export function GrantCodeButton({ officer, onGiven }: { officer: Officer; onGiven: (given: ActivationCode) => void }) {
  const m = useMessages(officersMessages);
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: () => inviteOfficer(officer.id),
    onSuccess: async (given) => {
      onGiven(given);
      await queryClient.invalidateQueries({ queryKey: officersKey });
    },
  });
  return (
    <>
      <Button onPress={() => invite.mutate()} isPending={invite.isPending}>
        {officer.state === 'invited' ? m.giveCode : m.newCode}
      </Button>
      {invite.error && <ProblemBanner error={invite.error} />}
    </>
  );
}
