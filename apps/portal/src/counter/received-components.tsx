import { useState } from 'react';
import type { CopyKind, ProcedureComponent } from '../api/types.js';
import { UploadList } from '../files/upload-list.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { Button } from '../ui/button.js';
import { Checkbox } from '../ui/checkbox.js';
import { OptionalMark } from '../ui/field.js';
import { Select } from '../ui/select.js';
import { TextField } from '../ui/text-field.js';
import { copyKindMessages } from '../files/copy-kind.messages.js';
import { counterMessages } from './counter.messages.js';
import { fieldIds } from './field-ids.js';
import type { Intake, ReceivedComponent } from './use-intake.js';

const copyKinds: readonly CopyKind[] = ['original', 'certifiedCopy', 'photocopy', 'electronic'];

/** The papers on the desk: ticked one by one, with kind, sets and, where wanted, a scan. */
export function ReceivedComponents({ intake }: { intake: Intake }) {
  const m = useMessages(counterMessages);
  const { form, change, faults, procedure } = intake;
  return (
    <section className="form-section">
      <div className="stack-tight">
        <h2>{m.componentsPart}</h2>
        <p className="muted">{m.componentsLead}</p>
      </div>
      <ul className="received-components">
        {procedure.components.map((component) => (
          <ReceivedComponentItem
            key={component.code}
            component={component}
            intake={intake}
            received={form.received[component.code]}
            onChange={(received) => change({ received: { ...form.received, [component.code]: received } })}
            isMissing={faults.components.includes(component.code)}
          />
        ))}
      </ul>
    </section>
  );
}

interface ReceivedComponentItemProps {
  component: ProcedureComponent;
  intake: Intake;
  received: ReceivedComponent | undefined;
  onChange: (received: ReceivedComponent | undefined) => void;
  isMissing: boolean;
}

function ReceivedComponentItem({ component, intake, received, onChange, isMissing }: ReceivedComponentItemProps) {
  const m = useMessages(counterMessages);
  const text = useText();
  const kindWords = useMessages(copyKindMessages);
  const kinds = copyKinds.filter((kind) => component.copyKinds.includes(kind));
  const firstKind = kinds[0] ?? 'original';
  const name = text(component.name);
  return (
    <li>
      <Checkbox
        id={fieldIds.component(component.code)}
        isSelected={received !== undefined}
        isInvalid={isMissing}
        onChange={(isTicked) => onChange(isTicked ? { copyKind: firstKind, sets: component.sets } : undefined)}
      >
        {name}
        <OptionalMark isOptional={!component.required || component.isForm} />
        {isMissing && <span className="field-error">{m.componentMissing(name)}</span>}
      </Checkbox>
      {received && (
        <div className="received-details">
          {kinds.length > 1 && (
            <Select
              label={m.copyKind}
              options={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
              value={received.copyKind}
              onChange={(value) => {
                const copyKind = kinds.find((kind) => kind === value);
                if (copyKind) onChange({ ...received, copyKind });
              }}
            />
          )}
          <TextField
            label={m.sets}
            inputMode="numeric"
            value={String(received.sets)}
            onChange={(typed) => onChange({ ...received, sets: Math.min(99, Number(typed.replace(/\D/g, '')) || 1) })}
          />
          <Scans component={component} intake={intake} label={name} />
        </div>
      )}
    </li>
  );
}

function Scans({ component, intake, label }: { component: ProcedureComponent; intake: Intake; label: string }) {
  const m = useMessages(counterMessages);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="received-scans">
      {isOpen ? (
        <UploadList componentCode={component.code} label={label} uploads={intake.uploads} />
      ) : (
        <Button tone="quiet" onPress={() => setOpen(true)} aria-label={`${m.scan}: ${label}`}>
          {m.scan}
        </Button>
      )}
    </div>
  );
}
