import { UploadList } from '../files/upload-list.js';
import type { Uploads } from '../files/use-uploads.js';
import { Checkbox } from '../ui/checkbox.js';
import { FieldFault, OptionalMark } from '../ui/field.js';
import { RadioGroup } from '../ui/radio-group.js';
import { TextField } from '../ui/text-field.js';
import type { TurnField } from './turn-form.js';

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

function Choices({
  field,
  value,
  onChange,
  error,
}: Pick<TurnFieldInputProps, 'field' | 'value' | 'onChange' | 'error'>) {
  const chosen = value === '' ? [] : value.split(',');
  return (
    <fieldset className="field">
      <legend className="field-label">
        {field.label}
        <OptionalMark isOptional={field.isOptional} />
      </legend>
      {field.help && <p className="field-help">{field.help}</p>}
      <div className="choices">
        {(field.options ?? []).map((option) => (
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
      </div>
      <FieldFault error={error} />
    </fieldset>
  );
}
