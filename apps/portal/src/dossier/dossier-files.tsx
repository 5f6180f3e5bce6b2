import type { DossierComponent } from '../api/types.js';
import { FileList } from '../files/file-list.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { copyKindMessages } from '../files/copy-kind.messages.js';
import { dossierMessages } from './dossier.messages.js';

/** The papers of a dossier, each component with its kind, its number of sets and its files. */
export function DossierFiles({ components }: { components: readonly DossierComponent[] }) {
  const m = useMessages(dossierMessages);
  const kinds = useMessages(copyKindMessages);
  const text = useText();
  return (
    <div className="stack">
      {components.length === 0 && <p className="muted">{m.noPapers}</p>}
      {components.map((component) => (
        <section key={component.code} className="stack-tight">
          <h3>{text(component.name)}</h3>
          <p className="small muted">
            {[component.copyKind && kinds[component.copyKind], m.sets(component.sets)].filter(Boolean).join(' · ')}
          </p>
          {component.files.length > 0 ? <FileList files={component.files} /> : <p className="muted">{m.noFiles}</p>}
        </section>
      ))}
    </div>
  );
}
