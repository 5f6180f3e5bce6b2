import { useState } from 'react';
import type { Dossier } from '../api/types.js';
import type { ReportConflict } from '../dossier/use-task-command.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button, type ButtonTone } from '../ui/button.js';
import { TurnDialog } from './turn-dialog.js';
import type { Turn } from './turn-form.js';
import './turn.css';
import { turnMessages } from './turn.messages.js';
import { useTurnForm } from './use-turn-form.js';

/** What the dossier waits for comes first in the eye, what ends it last. */
const tones: Partial<Record<Turn, ButtonTone>> = {
  answerSupplement: 'primary',
  rate: 'primary',
  reject: 'danger',
  stop: 'danger',
  withdraw: 'quiet',
};

const order: readonly ButtonTone[] = ['primary', 'secondary', 'quiet', 'danger'];

function weightOf(turn: Turn): number {
  return order.indexOf(tones[turn] ?? 'secondary');
}

/** What may be done with the dossier now, and why the rest may not: as the service says, never as the page guesses. */
export function TurnBar({ dossier, reportConflict }: { dossier: Dossier; reportConflict: ReportConflict }) {
  const m = useMessages(turnMessages);
  const text = useText();
  const formOf = useTurnForm(dossier);
  const [open, setOpen] = useState<Turn>();
  const offered = dossier.turns.filter(({ turn }) => formOf(turn));
  const allowed = offered.filter((turn) => turn.allowed).sort((a, b) => weightOf(a.turn) - weightOf(b.turn));
  const others = offered.filter((turn) => !turn.allowed);
  const form = open && formOf(open);
  if (offered.length === 0) return undefined;
  return (
    <section className="stack-tight no-print" aria-label={m.title}>
      {allowed.length > 0 && (
        <div className="row">
          {allowed.map(({ turn }) => (
            <Button key={turn} tone={tones[turn] ?? 'secondary'} onPress={() => setOpen(turn)}>
              {m[turn]}
            </Button>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <details className="turn-obstacles small">
          <summary>{m.whyNot}</summary>
          <ul>
            {others.map(({ turn, obstacle }) => (
              <li key={turn}>
                <strong>{m[turn]}</strong>
                {obstacle && <>: {text(obstacle.text)}</>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {open && form && (
        <TurnDialog
          turn={open}
          form={form}
          dossier={dossier}
          onClose={() => setOpen(undefined)}
          reportConflict={reportConflict}
        />
      )}
    </section>
  );
}
