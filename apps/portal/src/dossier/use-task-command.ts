import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem-error.js';
import { announce } from '../ui/toast.js';

/** Told when somebody else was first (409), and with `undefined` when a command went through. */
export type ReportConflict = (conflict: Error | undefined) => void;

interface TaskCommand<Input, Answer> {
  run: (input: Input) => Promise<Answer>;
  successText: (answer: Answer) => string;
  onDone?: () => void;
  reportConflict: ReportConflict;
}

/**
 * A command on a task or its dossier. Whether it succeeds or meets a conflict, everything that shows the dossier is read
 * again, so that what the officer sees is what is. A conflict is reported upwards, since the task that it is about may be
 * gone from the page a moment later.
 */
export function useTaskCommand<Input, Answer>({
  run,
  successText,
  onDone,
  reportConflict,
}: TaskCommand<Input, Answer>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (answer) => {
      reportConflict(undefined);
      announce(successText(answer));
      onDone?.();
    },
    onError: (error) => {
      if (!isConflict(error)) return;
      reportConflict(error);
      onDone?.();
    },
    onSettled: () =>
      Promise.all(
        ['tasks', 'dossier', 'dossiers', 'my-dossiers'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}

export function isConflict(error: Error): boolean {
  return error instanceof ProblemError && error.status === 409;
}
