import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { Button, buttonClass } from '../ui/button.js';
import { Skeleton } from '../ui/skeleton.js';
import { Page } from './page.js';
import { ProblemView } from './problem-view.js';
import { shellMessages } from './shell.messages.js';

/** While a page's code or its guard's answer is on the way. */
export function PendingPage() {
  return (
    <div className="page page-reading">
      <Skeleton />
    </div>
  );
}

export function NotFoundPage() {
  const m = useMessages(shellMessages);
  return (
    <Page title={m.notFoundTitle} lead={m.notFoundText}>
      <div className="row">
        <Link to="/" className={buttonClass('primary')}>
          {m.backHome}
        </Link>
        <Link to="/procedures" className={buttonClass()}>
          {m.procedures}
        </Link>
      </div>
    </Page>
  );
}

/** A page that failed while it was drawn, or whose guard could not ask the server. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const m = useMessages(shellMessages);
  if (error instanceof ProblemError) {
    return (
      <div className="page page-reading">
        <ProblemView error={error} onRetry={reset} />
      </div>
    );
  }
  return (
    <Page title={m.crashTitle} lead={m.crashText}>
      <div className="row">
        <Button tone="primary" onPress={() => location.reload()}>
          {m.reload}
        </Button>
      </div>
    </Page>
  );
}

export function ForbiddenPage() {
  const m = useMessages(shellMessages);
  return (
    <Page title={m.forbiddenTitle} lead={m.forbiddenText}>
      <div className="row">
        <Link to="/" className={buttonClass('primary')}>
          {m.backHome}
        </Link>
        <Link to="/sign-in" className={buttonClass()}>
          {m.signIn}
        </Link>
      </div>
    </Page>
  );
}
