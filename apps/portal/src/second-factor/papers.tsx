import { Printer } from 'lucide-react';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { secondFactorMessages } from './second-factor.messages.js';
import './second-factor.css';

/** The codes on paper, shown once. */
export function Papers({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const m = useMessages(secondFactorMessages);
  return (
    <div className="stack">
      <p>{m.papersLead}</p>
      <ol className="papers" aria-label={m.codes}>
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ol>
      <div className="row no-print">
        <Button icon={<Printer aria-hidden="true" />} onPress={() => globalThis.print()}>
          {m.print}
        </Button>
        <Button tone="primary" onPress={onKept}>
          {m.papersKept}
        </Button>
      </div>
    </div>
  );
}
