import { useQuery } from '@tanstack/react-query';
import { timelineQuery } from '../api/dossiers.js';
import { procedureQuery } from '../api/procedures.js';
import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { Timeline } from '../ui/timeline.js';
import { dossierMessages } from './dossier.messages.js';

/** The steps of the procedure: those done with when, those open with who has them, those to come. */
export function DossierSteps({ dossier }: { dossier: Dossier }) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const format = useFormat();
  const procedure = useQuery(procedureQuery(dossier.procedure.code));
  const timeline = useQuery(timelineQuery(dossier.id));
  const completedAt = new Map(
    (timeline.data?.items ?? []).flatMap(({ type, step, at }) =>
      type === 'step.completed' && step ? [[step.elementId, at]] : [],
    ),
  );
  return (
    <Loaded query={procedure}>
      {({ steps }) => (
        <Timeline
          entries={steps.map((step) => {
            const open = dossier.tasks.find((task) => task.step.elementId === step.elementId);
            const done = completedAt.get(step.elementId);
            return {
              id: step.elementId,
              title: text(step.name),
              when: !open && done ? format.dateTime(done) : '',
              detail: (
                <p className="small muted">
                  {open
                    ? open.claimedBy
                      ? m.claimedBy(open.claimedBy.displayName)
                      : m.unclaimed
                    : step.agencyName && text(step.agencyName)}
                </p>
              ),
              tone: open ? 'current' : done ? 'done' : 'coming',
            };
          })}
        />
      )}
    </Loaded>
  );
}
