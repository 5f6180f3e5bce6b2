import { useState } from 'react';
import type { Answers } from '../api/types.js';
import { UploadList } from '../files/upload-list.js';
import type { Uploads } from '../files/use-uploads.js';
import { FormFields } from '../form/form-fields.js';
import { foldVietnamese } from '../language/fold-vietnamese.js';
import { useMessages } from '../language/use-messages.js';
import { Checkbox } from '../ui/checkbox.js';
import { FieldFault, OptionalMark } from '../ui/field.js';
import { FilterField } from '../ui/filter-field.js';
import { RadioGroup } from '../ui/radio-group.js';
import { TextField } from '../ui/text-field.js';
import type { TurnField } from './turn-form.js';
import { turnMessages } from './turn.messages.js';

interface TurnFieldInputProps {
  field: TurnField;
  value: string;
  onChange: (value: string) => void;
  uploads: Uploads;
  error: string | undefined;
  autoFocus: boolean;
}

export function TurnFieldInput({ field, value, onChange, uploads, error, autoFocus }: TurnFieldInputProps) {
  const { label, help, isOptional = false } = field;
  const words = { label, isOptional, ...(help && { help }), error };
  switch (field.kind) {
    case 'line':
      return <TextField {...words} value={value} onChange={onChange} autoFocus={autoFocus} />;
    case 'number':
      return <TextField {...words} value={value} onChange={onChange} inputMode="numeric" autoFocus={autoFocus} />;
    case 'paragraph':
      return <TextField {...words} value={value} onChange={onChange} isMultiline autoFocus={autoFocus} />;
    case 'choice':
      return <RadioGroup {...words} options={field.options ?? []} value={value} onChange={onChange} />;
    case 'choices':
      return <Choices field={field} value={value} onChange={onChange} error={error} />;
    case 'declaration':
      return field.form ? (
        <div className="stack">
          {help && <p className="muted">{help}</p>}
          <FormFields
            form={field.form}
            answers={JSON.parse(value) as Answers}
            onChange={(answers) => onChange(JSON.stringify(answers))}
            faults={error === undefined ? [] : (field.faults ?? [])}
            idPrefix={`${field.name}:`}
            headingLevel={3}
          />
          <FieldFault error={error} />
        </div>
      ) : undefined;
    case 'files':
      return (
        <fieldset className="field">
          <legend className="field-label">
            {label}
            <OptionalMark isOptional={isOptional} />
          </legend>
          {help && <p className="field-help">{help}</p>}
          <UploadList componentCode={field.name} label={label} uploads={uploads} />
          <FieldFault error={error} />
        </fieldset>
      );
  }
}

/** So many are looked through by what is typed. */
const many = 12;

function Choices({
  field,
  value,
  onChange,
  error,
}: Pick<TurnFieldInputProps, 'field' | 'value' | 'onChange' | 'error'>) {
  const m = useMessages(turnMessages);
  const [typed, setTyped] = useState('');
  const { options = [] } = field;
  const chosen = value === '' ? [] : value.split(',');
  const wanted = foldVietnamese(typed);
  const shown = options.filter(
    (option) => chosen.includes(option.value) || foldVietnamese(option.label).includes(wanted),
  );
  return (
    <fieldset className="field">
      <legend className="field-label">
        {field.label}
        <OptionalMark isOptional={field.isOptional} />
      </legend>
      {field.help && <p className="field-help">{field.help}</p>}
      {options.length > many && (
        <FilterField label={m.narrow(field.label)} placeholder={m.byName} value={typed} onChange={setTyped} />
      )}
      <div className={options.length > many ? 'choices choices-many' : 'choices'}>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            isSelected={chosen.includes(option.value)}
            isInvalid={error !== undefined}
            onChange={(isSelected) =>
              onChange(
                (isSelected ? [...chosen, option.value] : chosen.filter((other) => other !== option.value)).join(','),
              )
            }
          >
            {option.label}
          </Checkbox>
        ))}
        {shown.length === 0 && <p className="muted">{m.nothingFits}</p>}
      </div>
      <FieldFault error={error} />
    </fieldset>
  );
}
