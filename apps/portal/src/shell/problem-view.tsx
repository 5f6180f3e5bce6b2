import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Banner, ErrorState } from '../ui/feedback.js';
import { useProblemWords } from './problem-words.js';
import { shellMessages } from './shell.messages.js';

/** A problem in the place of what could not be loaded. */
export function ProblemView({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const m = useMessages(shellMessages);
  const { title, text, traceId } = useProblemWords()(error);
  return (
    <ErrorState
      title={title}
      actions={
        onRetry && (
          <Button icon={<RotateCw aria-hidden="true" />} onPress={onRetry}>
            {m.retry}
          </Button>
        )
      }
    >
      <p>{text}</p>
      {traceId && <p className="small code">{m.traceId(traceId)}</p>}
    </ErrorState>
  );
}

/** A problem beside what the reader was doing, which stays as it is. */
export function ProblemBanner({ error, children }: { error: unknown; children?: ReactNode }) {
  const m = useMessages(shellMessages);
  const { title, text, traceId } = useProblemWords()(error);
  return (
    <Banner tone="error" title={title}>
      <p>{text}</p>
      {children}
      {traceId && <p className="small code">{m.traceId(traceId)}</p>}
    </Banner>
  );
}
