import { FileText, PenLine } from 'lucide-react';
import type { ProcedureComponent } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { copyKindMessages } from '../files/copy-kind.messages.js';
import { procedureMessages } from './procedure.messages.js';

/** The papers of a dossier: which, in what kind and number, and whether they must be there. */
export function ProcedureComponents({ components }: { components: readonly ProcedureComponent[] }) {
  const m = useMessages(procedureMessages);
  const text = useText();
  const describe = useComponentFacts();
  return (
    <ul className="components">
      {components.map((component) => (
        <li key={component.code} className="component">
          {component.isForm ? <PenLine aria-hidden="true" size={20} /> : <FileText aria-hidden="true" size={20} />}
          <span>
            <strong>{text(component.name)}</strong>
            <span className="small muted">{component.isForm ? m.onlineForm : describe(component)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function useComponentFacts(): (component: ProcedureComponent) => string {
  const m = useMessages(procedureMessages);
  const kinds = useMessages(copyKindMessages);
  return ({ required, sets, copyKinds }) =>
    [required ? m.required : m.ifAny, copyKinds.map((kind) => kinds[kind]).join(', '), m.sets(sets)]
      .filter(Boolean)
      .join(' · ');
}
