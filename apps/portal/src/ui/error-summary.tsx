import { useEffect, useRef } from 'react';
import { useMessages } from '../language/use-messages.js';
import './field.css';
import { uiMessages } from './ui.messages.js';

export interface Fault {
  /** The id of the field that the fault is about. */
  fieldId: string;
  text: string;
}

interface ErrorSummaryProps {
  faults: readonly Fault[];
  /** How often the form was sent off; each try that fails brings the focus here. */
  attempt: number;
}

/** Every fault of a form in one place, each a link to its field. */
export function ErrorSummary({ faults, attempt }: ErrorSummaryProps) {
  const m = useMessages(uiMessages);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (faults.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{m.faultsTitle(faults.length)}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.fieldId + fault.text}>
            <a
              href={`#${fault.fieldId}`}
              onClick={(event) => {
                event.preventDefault();
                focusField(fault.fieldId);
              }}
            >
              {fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(id: string): void {
  const field = document.getElementById(id);
  const target = field?.matches('input, textarea, button')
    ? field
    : (field?.querySelector<HTMLElement>('input, button') ?? field);
  target?.scrollIntoView({ block: 'center' });
  target?.focus();
}
