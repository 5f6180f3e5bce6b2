import { ProblemError } from '../api/problem-error.js';
import { useMessages } from '../language/use-messages.js';
import { ProblemBanner } from '../shell/problem-view.js';
import { Banner } from '../ui/feedback.js';
import { secondFactorMessages } from './second-factor.messages.js';

/** Why a second factor was not taken or not made, in plain words; what is no problem of the service comes from the device. */
export function FactorProblem({ error }: { error: Error }) {
  const m = useMessages(secondFactorMessages);
  const isOfDevice = !(error instanceof ProblemError);
  if (!isOfDevice && error.status !== 429) return <ProblemBanner error={error} />;
  return (
    <Banner tone="error" title={m.wrongTitle}>
      <p>{isOfDevice ? m.brokenOff : m.tooMany}</p>
    </Banner>
  );
}
