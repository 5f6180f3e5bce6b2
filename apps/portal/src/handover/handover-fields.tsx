import { useMessages } from '../language/use-messages.js';
import { Checkbox } from '../ui/checkbox.js';
import { RadioGroup } from '../ui/radio-group.js';
import { TextField } from '../ui/text-field.js';
import type { HandoverDraft, HandoverField } from './handover.js';
import { handoverMessages } from './handover.messages.js';

interface HandoverFieldsProps {
  draft: HandoverDraft;
  /** Shown once somebody has tried to hand over. */
  faults: ReadonlySet<HandoverField>;
  onChange: (draft: HandoverDraft) => void;
}

/** Who takes the result at the counter, or which postal item brings it. */
export function HandoverFields({ draft, faults, onChange }: HandoverFieldsProps) {
  const m = useMessages(handoverMessages);
  const field = (name: HandoverField) => ({
    value: draft[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    error: faults.has(name) ? m[`${name}Fault`] : undefined,
  });
  return (
    <>
      <RadioGroup
        label={m.way}
        options={[
          { value: 'counter', label: m.counter },
          { value: 'postal', label: m.postal },
        ]}
        value={draft.way}
        onChange={(way) => onChange({ ...draft, way: way === 'postal' ? 'postal' : 'counter' })}
      />
      {draft.way === 'postal' ? (
        <TextField label={m.postalItem} {...field('postalItem')} />
      ) : (
        <>
          <TextField label={m.receiver} {...field('fullName')} />
          <TextField label={m.identityNumber} isOptional inputMode="numeric" {...field('identityNumber')} />
          <RadioGroup
            label={m.relation}
            options={[
              { value: 'holder', label: m.holder },
              { value: 'authorised', label: m.authorised },
            ]}
            value={draft.relation}
            onChange={(relation) =>
              onChange({ ...draft, relation: relation === 'authorised' ? 'authorised' : 'holder' })
            }
          />
          {draft.relation === 'authorised' && <TextField label={m.authorisation} {...field('authorisation')} />}
        </>
      )}
      <Checkbox
        isSelected={draft.originalsChecked}
        onChange={(originalsChecked) => onChange({ ...draft, originalsChecked })}
      >
        {m.originalsChecked}
      </Checkbox>
    </>
  );
}
