import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../ui/toast.js';

/**
 * A command on a task or its dossier. Whether it succeeds or meets a conflict, everything that shows the dossier is read
 * again, so that what the officer sees is what is.
 */
export function useTaskCommand<Input, Answer>(
  run: (input: Input) => Promise<Answer>,
  successText: (answer: Answer) => string,
  onDone?: () => void,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      announce(successText(answer));
      onDone?.();
    },
    onSettled: () =>
      Promise.all(['tasks', 'dossier', 'dossiers'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });
}
