import { useMutation, useQueryClient } from '@tanstack/react-query';
import { portalKey, resendAllStates, resendStates, type PortalFilter } from '../api/national-portal.js';
import { useMessages } from '../language/use-messages.js';
import { announce } from '../ui/toast.js';
import { nationalPortalMessages } from './national-portal.messages.js';

/** Has states told to the portal again: of one dossier, or of all that a filter finds. */
export function useResend() {
  const m = useMessages(nationalPortalMessages);
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (of: { dossierId: string } | { filter: PortalFilter }) =>
      'dossierId' in of ? resendStates(of.dossierId) : resendAllStates(of.filter),
    onSuccess: ({ dossiers }) => announce(m.resent(dossiers)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: portalKey }),
  });
  return {
    resend: (dossierId: string) => mutate({ dossierId }),
    resendAll: (filter: PortalFilter) => mutate({ filter }),
    isPending,
    error,
  };
}
