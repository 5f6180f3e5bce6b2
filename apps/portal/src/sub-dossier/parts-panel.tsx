import { Link } from '@tanstack/react-router';
import type { Dossier } from '../api/types.js';
import { Clock } from '../clock/clock.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Code } from '../ui/copy-code.js';
import { dossierStateMessages } from './dossier-state.messages.js';
import './sub-dossier.css';
import { subDossierMessages } from './sub-dossier.messages.js';

interface PartsPanelProps {
  dossier: Dossier;
  /** Where the reader opens a dossier. */
  to: '/dossiers/$dossierId' | '/my/dossiers/$dossierId';
}

/** The parts of an interconnected dossier at other agencies: where each stands, and its clock. */
export function PartsPanel({ dossier, to }: PartsPanelProps) {
  const m = useMessages(subDossierMessages);
  const states = useMessages(dossierStateMessages);
  const text = useText();
  if (dossier.parts.length === 0) return undefined;
  return (
    <section className="stack-tight" aria-labelledby="parts">
      <h2 id="parts" className="panel-title">
        {m.parts}
      </h2>
      <p className="small muted">{m.partsLead}</p>
      <ul className="parts">
        {dossier.parts.map((part) => (
          <li key={part.id} className="part">
            <Link to={to} params={{ dossierId: part.id }} className="part-name">
              {text(part.name)}
            </Link>
            <p className="small muted">
              {m.at(text(part.agency.name), states[part.decision === 'refused' ? 'refused' : part.state])} ·{' '}
              <Code>{part.code ?? part.trackingNumber}</Code>
            </p>
            <Clock clock={part.clock} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Leads from a part to the whole that it belongs to. */
export function ParentLink({ dossier: { parent }, to }: PartsPanelProps) {
  const m = useMessages(subDossierMessages);
  const states = useMessages(dossierStateMessages);
  const text = useText();
  if (!parent) return undefined;
  return (
    <p className="parent-link small">
      {m.partOf}{' '}
      <Link to={to} params={{ dossierId: parent.id }}>
        {text(parent.procedure.name)}
      </Link>{' '}
      (<Code>{parent.code ?? parent.trackingNumber}</Code>, {states[parent.state]})
    </p>
  );
}
