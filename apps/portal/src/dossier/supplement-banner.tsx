import type { Dossier } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Banner } from '../ui/feedback.js';
import { dossierMessages } from './dossier.messages.js';

interface SupplementBannerProps {
  dossier: Dossier;
  reader: 'applicant' | 'officer';
}

/** What the applicant is asked to bring, by when, and what happens when nothing comes. */
export function SupplementBanner({ dossier, reader }: SupplementBannerProps) {
  const m = useMessages(dossierMessages);
  const text = useText();
  const format = useFormat();
  const open = dossier.supplements.find(({ state }) => state === 'open');
  if (!open) return undefined;
  const lapsesAt = format.dateTime(open.lapsesAt);
  return (
    <Banner tone="warning" title={reader === 'applicant' ? m.supplementTitle : m.supplementAwaited}>
      <p>{open.reason}</p>
      <ul>
        {open.items.map(({ component, note, legalBasis }, index) => (
          <li key={index}>
            {component && <strong>{text(component.name)}: </strong>}
            {note}
            {legalBasis && <span className="muted"> ({legalBasis})</span>}
          </li>
        ))}
        {open.fields.map(({ pointer, section, label }) => (
          <li key={pointer}>
            <strong>{m.declarationField}: </strong>
            {text(section)}: {text(label)}
          </li>
        ))}
      </ul>
      <p>{reader === 'applicant' ? m.supplementBy(lapsesAt) : m.supplementAwaitedBy(lapsesAt)}</p>
    </Banner>
  );
}
