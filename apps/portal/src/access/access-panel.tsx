import { useQuery } from '@tanstack/react-query';
import { Check, KeyRound, X } from 'lucide-react';
import { useId, useState } from 'react';
import { accessQuery } from '../api/dossiers.js';
import type { AccessExplanation, Explained } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Loaded } from '../shell/loaded.js';
import { turnMessages } from '../turn/turn.messages.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Skeleton } from '../ui/skeleton.js';
import './access.css';
import { accessMessages } from './access.messages.js';

/** On demand: why the reader may see a dossier and do what with it, in the service's own words. */
export function AccessPanel({ dossierId }: { dossierId: string }) {
  const m = useMessages(accessMessages);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="stack-tight no-print" aria-label={m.region}>
      <div className="row">
        <Button
          tone="quiet"
          icon={<KeyRound aria-hidden="true" />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? m.hide : m.show}
        </Button>
      </div>
      {isOpen && <LoadedReasons dossierId={dossierId} />}
    </section>
  );
}

function LoadedReasons({ dossierId }: { dossierId: string }) {
  const access = useQuery(accessQuery(dossierId));
  return (
    <Loaded query={access} skeleton={<Skeleton lines={4} />}>
      {(loaded: AccessExplanation) => <Reasons access={loaded} />}
    </Loaded>
  );
}

function Reasons({ access: { sees, steps, turns } }: { access: AccessExplanation }) {
  const m = useMessages(accessMessages);
  const turnWords = useMessages(turnMessages);
  const text = useText();
  return (
    <div className="access-reasons">
      <Reason title={m.sees} explained={sees} />
      {steps.map((step) => (
        <Reason key={step.taskId} title={m.step(text(step.name))} explained={step} />
      ))}
      {turns.map(({ turn, ...explained }) => (
        <Reason key={turn} title={turnWords[turn]} explained={explained} />
      ))}
    </div>
  );
}

function Reason({ title, explained: { allowed, lines } }: { title: string; explained: Explained }) {
  const m = useMessages(accessMessages);
  const text = useText();
  const id = useId();
  return (
    <div className="access-reason">
      <p id={id}>
        <strong>{title}</strong> <Badge tone={allowed ? 'onTime' : 'neutral'}>{allowed ? m.may : m.mayNot}</Badge>
      </p>
      <ul aria-labelledby={id} className="small">
        {lines.map((line) => (
          <li key={line.code}>
            {line.holds ? <Check aria-hidden="true" size={16} /> : <X aria-hidden="true" size={16} />}
            {text(line.text)}
          </li>
        ))}
      </ul>
    </div>
  );
}
