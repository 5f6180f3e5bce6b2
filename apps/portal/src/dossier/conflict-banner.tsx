import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Banner } from '../ui/feedback.js';
import { dossierMessages } from './dossier.messages.js';

/** Why a command did not go through; a conflict says who was first and that the page is fresh again. */
export function ConflictBanner({ error }: { error: Error }) {
  const m = useMessages(dossierMessages);
  const titles: Record<string, string> = {
    'task-already-completed': m.completedByAnother,
    'task-claimed-by-another': m.claimedByAnother,
    'version-stale': m.stale,
  };
  const title = error instanceof ProblemError ? titles[error.slug] : undefined;
  if (!title || !(error instanceof ProblemError)) {
    const faults = error instanceof ProblemError ? error.fields : [];
    return (
      <ProblemBanner error={error}>
        {faults.length > 0 && (
          <ul>
            {faults.map(({ pointer, detail }) => (
              <li key={pointer}>{detail}</li>
            ))}
          </ul>
        )}
      </ProblemBanner>
    );
  }
  return (
    <Banner tone="warning" title={title}>
      {error.detail && <p>{error.detail}</p>}
      <p>{m.refreshed}</p>
    </Banner>
  );
}
