import { useQuery } from '@tanstack/react-query';
import { dossierProcessQuery } from '../api/processes.js';
import type { Dossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { ProcessDiagram, type ElementMark } from '../process/process-diagram.js';
import { processMessages } from '../process/process.messages.js';
import { Loaded } from '../shell/loaded.js';

/** The drawing of the dossier's process with its tokens on it; the steps beside it say the same in words. */
export function DossierProcess({ dossier }: { dossier: Dossier }) {
  const m = useMessages(processMessages);
  const text = useText();
  const process = useQuery(dossierProcessQuery(dossier.id));
  return (
    <Loaded query={process}>
      {({ xml, active, done }) => (
        <ProcessDiagram
          label={m.diagram(text(dossier.procedure.name))}
          xml={xml}
          marks={[
            ...done.filter((id) => !active.includes(id)).map((id) => marked(id, 'done')),
            ...active.map((id) => marked(id, 'active')),
          ]}
        />
      )}
    </Loaded>
  );
}

function marked(elementId: string, mark: ElementMark) {
  return { elementId, mark };
}
