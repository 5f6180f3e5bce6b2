import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { shellMessages } from './shell.messages.js';

interface ProblemWords {
  title: string;
  text: string;
  traceId: string | undefined;
}

/** What happened, whether anything was lost, and what to do: of any error. */
export function useProblemWords(): (error: unknown) => ProblemWords {
  const m = useMessages(shellMessages);
  return (error) => {
    const problem = error instanceof ProblemError ? error : undefined;
    const traceId = problem?.traceId;
    if (problem?.status === 0) return { title: m.unreachableTitle, text: m.unreachableText, traceId };
    if (problem?.status === 403) return { title: m.forbiddenTitle, text: m.forbiddenText, traceId };
    if (problem?.status === 404) return { title: m.missingTitle, text: m.missingText, traceId };
    if (problem && (problem.status === 429 || problem.status === 503))
      return { title: m.busyTitle, text: m.busyText, traceId };
    if (problem && problem.status < 500 && problem.detail)
      return { title: problem.message, text: problem.detail, traceId };
    return { title: m.failedTitle, text: m.failedText, traceId };
  };
}
