import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import { FieldLabel, FieldNotes, type FieldProps } from './field.js';
import type { Option } from './select.js';

interface RadioGroupProps extends FieldProps {
  options: readonly Option[];
  value: string | undefined;
  onChange: (value: string) => void;
  id?: string;
}

export function RadioGroup({ label, help, error, isOptional, options, value, onChange, id }: RadioGroupProps) {
  return (
    <AriaRadioGroup
      className="field"
      id={id}
      value={value ?? null}
      onChange={onChange}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isRequired={!isOptional}
    >
      <FieldLabel label={label} isOptional={isOptional} />
      <div className="choices">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice">
            <span className="choice-mark choice-round" />
            <span>
              {option.label}
              {option.note && <span className="option-note">{option.note}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes help={help} error={error} />
    </AriaRadioGroup>
  );
}
